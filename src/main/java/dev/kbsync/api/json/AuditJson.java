package dev.kbsync.api.json;

import dev.kbsync.history.AuditEntry;
import java.time.Instant;

/**
 * One line of the audit.
 *
 * @param site empty if it is about none
 * @param event what happened, in the console's words
 * @param actor the console's user, a token's name, or {@code command line}
 * @param detail may be empty
 */
public record AuditJson(Instant at, String site, String event, String actor, String detail) {

    public static AuditJson of(AuditEntry entry) {
        return new AuditJson(
                entry.at(), entry.site(), entry.kind().words(), entry.actor(), entry.detail());
    }
}
