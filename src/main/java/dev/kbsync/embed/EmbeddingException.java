package dev.kbsync.embed;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * There are no vectors. The message is one sentence with the service's host and the reason; it
 * holds neither the key nor the text.
 */
public final class EmbeddingException extends IOException {

    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    /** What is to be done about it. */
    public enum Kind {
        /** The service is busy or cannot be reached: trying again may help. */
        PASSING,
        /** The service refuses this very text, and takes others. */
        TEXT,
        /** Address, key or model are wrong, or the service is: a person has to look at it. */
        SETUP
    }

    EmbeddingException(Kind kind, String sentence) {
        this(kind, sentence, null);
    }

    EmbeddingException(Kind kind, String sentence, @Nullable Duration retryAfter) {
        super(sentence);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** How long the service asks to be left alone; null if it does not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
