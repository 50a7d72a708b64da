package dev.kbsync.egress;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request could not leave: the proxy refuses it, or the other side's certificate is not trusted.
 * It never reached its host, and trying again does not help. The message is one sentence for a
 * person.
 */
public class EgressException extends IOException {

    private static final long serialVersionUID = 1;

    EgressException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** Whether trying again may help. */
    public boolean passing() {
        return false;
    }

    /** The one among the causes of a failure; null if there is none. */
    public static @Nullable EgressException in(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof EgressException found) {
                return found;
            }
        }
        return null;
    }
}
