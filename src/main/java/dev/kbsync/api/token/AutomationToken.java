package dev.kbsync.api.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token for automation, as it is shown: what is to be sent is known to nobody but its owner.
 *
 * @param name what a person called it
 * @param readOnly whether it may only look
 * @param createdBy the console's user, or {@code command line}
 * @param usedAt when it was sent last, to the hour; null if it never was
 */
public record AutomationToken(
        String name,
        boolean readOnly,
        String createdBy,
        Instant createdAt,
        @Nullable Instant usedAt) {

    /** Who did it, where somebody asks who did what. */
    public String actor() {
        return "token " + name;
    }
}
