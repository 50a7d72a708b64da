package dev.kbsync.confluence.failure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Atlassian asks to slow down (429, or 503 with {@code Retry-After}). */
public class RateLimitedException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    private final @Nullable Duration retryAfter;

    /**
     * @param retryAfter how long Atlassian asks to wait, null if it did not say
     */
    public RateLimitedException(String message, @Nullable Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
