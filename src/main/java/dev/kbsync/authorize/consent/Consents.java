package dev.kbsync.authorize.consent;

import dev.kbsync.authorize.OAuthApp;
import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.authorize.SiteCredentials;
import dev.kbsync.authorize.consent.Consent.Reached;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.site.Site;
import dev.kbsync.site.SiteUrl;
import dev.kbsync.site.Sites;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** What became of the last consent of a session. */
@Component
@ConditionalOnWebApplication
public class Consents {

    private static final Logger log = LoggerFactory.getLogger(Consents.class);

    private final Sites sites;
    private final SiteCredentials credentials;
    private final OAuthApps apps;
    private final PendingAuthorizations pending;
    private final Audit history;

    public Consents(
            Sites sites,
            SiteCredentials credentials,
            OAuthApps apps,
            PendingAuthorizations pending,
            Audit history) {
        this.pending = pending;
        this.sites = sites;
        this.credentials = credentials;
        this.apps = apps;
        this.history = history;
    }

    public @Nullable Consent last(HttpSession session) {
        return (Consent) session.getAttribute(ConsentKeeper.RESULT);
    }

    /**
     * The site that a consent was begun for which came to nothing, once; empty text where that is
     * not known.
     *
     * @param state the callback's, if it had one
     */
    public String takeSite(HttpSession session, @Nullable String state) {
        return pending.takeSite(session, state).orElse("");
    }

    /**
     * The name of the setting that holds a part of the app a site is authorized with.
     *
     * @param site empty where it is not known
     * @param part as {@link OAuthApp#setting} takes it
     */
    public String setting(String site, String part) {
        return apps.setting(site, part);
    }

    /**
     * Notes a callback that came to nothing: in the log, and in the history of its site.
     *
     * @param site that its consent was begun for; empty where that is not known
     * @param problem what went wrong, one sentence
     */
    public void failed(String site, String problem) {
        if (site.isEmpty()) {
            log.warn("A callback that belongs to no site came to nothing: {}", problem);
        } else {
            log.warn("The consent for \"{}\" failed: {}", site, problem);
        }
        history.byUser(
                Kind.CONSENT_FAILED,
                site,
                site.isEmpty() ? "" : apps.idFor(site),
                List.of(),
                problem);
    }

    /** The cloud ids of those reached sites that are set up already, in whatever way. */
    public Set<String> setUp(Consent consent) {
        Set<URI> urls = sites.all().stream().map(Site::url).collect(Collectors.toSet());
        return consent.others().stream()
                .filter(other -> urls.stream().anyMatch(url -> SiteUrl.same(other.url(), url)))
                .map(Reached::cloudId)
                .collect(Collectors.toSet());
    }

    /**
     * Adds sites that the session's last consent reaches, authorized with it; those that are set up
     * already only get the authorization.
     *
     * @param cloudIds at least one
     * @return the sites' names
     * @throws IllegalArgumentException if that consent does not reach one of them; none is added
     */
    public List<String> addReached(HttpSession session, List<String> cloudIds) {
        Consent consent = last(session);
        if (consent == null || consent.grantId().isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no consent in this session; authorize a site first.");
        }
        if (cloudIds.isEmpty()) {
            throw new IllegalArgumentException("Choose at least one site.");
        }
        List<Reached> chosen = cloudIds.stream().map(id -> reached(consent, id)).toList();
        return chosen.stream().map(site -> add(consent, site)).toList();
    }

    private static Reached reached(Consent consent, String cloudId) {
        return consent.others().stream()
                .filter(other -> other.cloudId().equals(cloudId))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "The consent does not reach that site."));
    }

    private String add(Consent consent, Reached reached) {
        Site site = sites.add(reached.url());
        credentials.attach(site.name(), consent.grantId(), reached.cloudId());
        history.byUser(
                Kind.AUTHORIZED,
                site.name(),
                apps.idFor(site.name()),
                List.of(),
                "with the consent for " + consent.site());
        return site.name();
    }
}
