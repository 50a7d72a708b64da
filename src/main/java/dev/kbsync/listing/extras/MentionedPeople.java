package dev.kbsync.listing.extras;

import com.github.benmanes.caffeine.cache.Cache;
import dev.kbsync.confluence.ConfluenceClient;
import dev.kbsync.confluence.ConfluenceRequest;
import dev.kbsync.confluence.ResultRowsReader;
import dev.kbsync.confluence.SiteAccess;
import dev.kbsync.confluence.failure.AccessDeniedException;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.confluence.failure.MissingScopeException;
import dev.kbsync.listing.SearchRow;
import dev.kbsync.page.Batches;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.Person;
import dev.kbsync.page.UserNames;
import dev.kbsync.site.Caches;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks for the names of people whom pages mention by their account alone, where the credential may
 * do so; those of people who write pages come with the listings anyway.
 */
@Component("mentionedPeople")
public class MentionedPeople {

    private static final Logger log = LoggerFactory.getLogger(MentionedPeople.class);

    /** Either suffices (API facts, section 3.2). */
    private static final Set<String> SCOPES =
            Set.of("read:confluence-user", "read:content-details:confluence");

    private static final Pattern ACCOUNT = Pattern.compile("ri:account-id=\"([^\"&<]{1,200})\"");

    /** Keeps the address short enough for any server. */
    private static final int AT_ONCE = 50;

    private static final Duration AGAIN = Duration.ofDays(1);
    private static final int REMEMBERED = 10_000;

    private final ConfluenceClient confluence;
    private final SiteAccess access;
    private final UserNames names;

    /** Sites that denied it and are not asked again for a while. */
    private final Cache<String, Boolean> denied;

    /** Accounts without a name, not asked for again for a while. */
    private final Cache<String, Boolean> nameless;

    public MentionedPeople(
            ConfluenceClient confluence, SiteAccess access, UserNames names, Clock clock) {
        this.confluence = confluence;
        this.access = access;
        this.names = names;
        this.denied = Caches.by(clock).expireAfterWrite(AGAIN).build();
        this.nameless = Caches.by(clock).expireAfterWrite(AGAIN).maximumSize(REMEMBERED).build();
    }

    /**
     * Body in and out: the works of one page of results. Learns the names of those whom their
     * bodies mention, as far as Confluence tells them; no mention holds up a page.
     */
    public List<PageWork> learn(String site, List<PageWork> works) {
        learnFrom(site, works.stream().map(PageWork::storage).filter(Objects::nonNull).toList());
        return works;
    }

    private void learnFrom(String site, Collection<String> bodies) {
        for (List<String> some : Batches.of(unknown(bodies), AT_ONCE)) {
            if (!allowed(site)) {
                return;
            }
            try {
                names.learn(people(site, some));
                remember(some);
            } catch (MissingScopeException | AccessDeniedException e) {
                denied.put(site, true);
            } catch (ConfluenceException e) {
                log.debug("The names of mentioned people cannot be looked up at the moment", e);
                return;
            }
        }
    }

    private boolean allowed(String site) {
        Optional<Set<String>> scopes = access.scopes(site);
        return scopes.isPresent()
                ? scopes.get().stream().anyMatch(SCOPES::contains)
                : denied.getIfPresent(site) == null;
    }

    private List<Person> people(String site, List<String> accounts) {
        return confluence
                .get(
                        ConfluenceRequest.forEach(
                                site,
                                "/wiki/rest/api/user/bulk",
                                "accountId",
                                accounts,
                                new ResultRowsReader<>(SearchRow::person)))
                .rows()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private List<String> unknown(Collection<String> bodies) {
        Set<String> accounts = new LinkedHashSet<>();
        for (String body : bodies) {
            Matcher mention = ACCOUNT.matcher(body);
            while (mention.find()) {
                accounts.add(mention.group(1));
            }
        }
        List<String> unknown = new ArrayList<>(accounts);
        unknown.removeIf(
                account ->
                        names.name(account).isPresent() || nameless.getIfPresent(account) != null);
        return unknown;
    }

    private void remember(List<String> asked) {
        asked.stream()
                .filter(account -> names.name(account).isEmpty())
                .forEach(account -> nameless.put(account, true));
    }
}
