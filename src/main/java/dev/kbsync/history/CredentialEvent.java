package dev.kbsync.history;

import java.time.Instant;

/**
 * One line of a site's authorization history; holds no secret.
 *
 * @param site name of the site; empty if it is not known, as of a callback that nobody began
 * @param actor the console's user, or {@code kbsync} for what it does by itself
 * @param app what kbsync calls the OAuth app; empty for an API token
 * @param scopes what was granted, separated by blanks; may be empty
 * @param detail one sentence; may be empty
 */
public record CredentialEvent(
        Instant at,
        String site,
        Kind kind,
        String actor,
        String app,
        String scopes,
        String detail) {

    /** What happened. */
    public enum Kind {
        CONSENT_BEGUN("consent begun"),
        CONSENT_FAILED("consent failed"),
        AUTHORIZED("authorized"),
        REFRESHED("refreshed"),
        REFRESH_FAILED("refresh failed"),
        LOST("lost"),
        REVOKED("revoked"),
        RESTORED("works again"),
        TOKEN_STORED("API token stored"),
        CHOSEN("chosen"),
        REMOVED("removed"),
        REENCRYPTED("encrypted again");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As people read it. */
        public String words() {
            return words;
        }
    }
}
