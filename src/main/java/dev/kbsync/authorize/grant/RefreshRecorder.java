package dev.kbsync.authorize.grant;

import dev.kbsync.authorize.grant.TokenClient.Tokens;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.site.Secret;
import dev.kbsync.vault.CredentialStore.Versioned;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Stores the pair that a refresh gave. The old refresh token is accepted for ten more minutes only,
 * so a pair that the store does not take now is held in memory until it does.
 */
@Component
public class RefreshRecorder {

    private static final Logger log = LoggerFactory.getLogger(RefreshRecorder.class);

    private final GrantStore grants;
    private final RefreshReporter notes;
    private final Clock clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /** A pair that is not stored yet, and the access token of the pair it replaces. */
    private record Held(Secret from, Tokens tokens) {}

    public RefreshRecorder(GrantStore grants, RefreshReporter notes, Clock clock) {
        this.grants = grants;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * Stores what was held for a grant, if anything was.
     *
     * @return the grant with it; null if there was nothing
     * @throws UnavailableException if the store still does not take it
     */
    @Nullable Grant stored(Versioned<Grant> present, String site) {
        Held waiting = held.get(present.value().id());
        if (waiting == null) {
            return null;
        }
        if (!waiting.from().equals(present.value().accessToken())) {
            held.remove(present.value().id());
            return null;
        }
        return keep(present, waiting.tokens(), site);
    }

    /**
     * Stores a new pair; nobody may use it before that.
     *
     * @return the grant with it, or as another process has stored it meanwhile
     * @throws UnavailableException if the store does not take it; the pair is held then
     */
    public Grant keep(Versioned<Grant> before, Tokens tokens, String site) {
        String id = before.value().id();
        Secret from = before.value().accessToken();
        held.put(id, new Held(from, tokens));
        try {
            Grant kept = write(before, tokens);
            held.remove(id);
            notes.refreshed(kept, site);
            return kept;
        } catch (UnavailableException | DataAccessException e) {
            log.error(
                    "The new tokens of \"{}\" cannot be stored; they are held in memory and stored with the next try: {}",
                    site,
                    e.getMessage());
            throw new UnavailableException(
                    "The access token of \"%s\" was refreshed, but the token store did not accept the new token; check the store."
                            .formatted(site),
                    e);
        }
    }

    private Grant write(Versioned<Grant> before, Tokens tokens) {
        Versioned<Grant> present = before;
        while (true) {
            Grant fresh = present.value().refreshed(tokens, clock.instant());
            if (grants.replace(fresh, present.version())) {
                return fresh;
            }
            present =
                    grants.find(fresh.id())
                            .orElseThrow(
                                    () ->
                                            new UnavailableException(
                                                    "The grant was removed while it was refreshed."));
            // Another process was as fast, or this very pair is there and only the answer was lost.
            if (!present.value().accessToken().equals(before.value().accessToken())) {
                return present.value();
            }
        }
    }
}
