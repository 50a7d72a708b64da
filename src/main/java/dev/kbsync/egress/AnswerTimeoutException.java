package dev.kbsync.egress;

import java.io.InterruptedIOException;
import java.time.Duration;

/** An answer was not whole when its time was up. */
public class AnswerTimeoutException extends InterruptedIOException {

    private static final long serialVersionUID = 1;

    AnswerTimeoutException(String host, Duration most) {
        super(
                "%s did not finish its answer within %s s"
                        .formatted(host, Double.toString(most.toMillis() / 1e3).replace(".0", "")));
    }
}
