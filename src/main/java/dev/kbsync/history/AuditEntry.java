package dev.kbsync.history;

import java.time.Instant;

/**
 * One line of the audit: who did what when, or what became of a credential; holds no secret.
 *
 * @param site name of the site; empty if it is about none, or it is not known which
 * @param actor the console's user, a token's name, {@code command line}, or {@code kbsync} for what
 *     it does by itself
 * @param app what kbsync calls the OAuth app; empty for everything else
 * @param scopes what was granted, separated by blanks; may be empty
 * @param detail one sentence or a few words; may be empty
 */
public record AuditEntry(
        Instant at,
        String site,
        Kind kind,
        String actor,
        String app,
        String scopes,
        String detail) {

    private enum Part {
        CARE,
        AUTHORIZATION,
        WORK
    }

    /** What happened. */
    public enum Kind {
        CONSENT_BEGUN("consent begun", Part.AUTHORIZATION),
        CONSENT_FAILED("consent failed", Part.AUTHORIZATION),
        AUTHORIZED("authorized", Part.AUTHORIZATION),
        REFRESHED("refreshed", Part.CARE),
        REFRESH_FAILED("refresh failed", Part.CARE),
        LOST("lost", Part.CARE),
        REVOKED("revoked", Part.CARE),
        RESTORED("works again", Part.CARE),
        TOKEN_STORED("API token stored", Part.AUTHORIZATION),
        ACCOUNT_STORED("service account stored", Part.AUTHORIZATION),
        CHOSEN("credential chosen", Part.AUTHORIZATION),
        REMOVED("credential removed", Part.AUTHORIZATION),
        REENCRYPTED("encrypted again", Part.AUTHORIZATION),
        SITE_ADDED("site added", Part.WORK),
        SITE_REMOVED("site removed", Part.WORK),
        SPACES_CHOSEN("spaces chosen", Part.WORK),
        RULES_CHANGED("rules changed", Part.WORK),
        SYNC_ORDERED("sync ordered", Part.WORK),
        RUN_STOPPED("run stopped", Part.WORK),
        REMOVAL_APPROVED("removal approved", Part.WORK),
        KEPT("kept", Part.WORK),
        LET_GO("kept no more", Part.WORK),
        RETRIED("tried again", Part.WORK),
        DISMISSED("dismissed", Part.WORK),
        REDELIVERED("delivered again", Part.WORK),
        ROUTE_STARTED("route started", Part.WORK),
        ROUTE_STOPPED("route stopped", Part.WORK),
        TOKEN_MADE("token made", Part.WORK),
        TOKEN_REVOKED("token revoked", Part.WORK);

        private final String words;
        private final Part part;

        Kind(String words, Part part) {
            this.words = words;
            this.part = part;
        }

        /** As people read it. */
        public String words() {
            return words;
        }

        /** Whether it is about a credential of a site. */
        public boolean isAuthorization() {
            return part != Part.WORK;
        }

        /** Whether a person did it; kbsync looks after credentials by itself. */
        public boolean isDeed() {
            return part != Part.CARE;
        }
    }
}
