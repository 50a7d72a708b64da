package dev.kbsync.console;

import org.springframework.security.core.AuthenticationException;

/** An address has to wait before its next password is looked at. */
class TooManyAttemptsException extends AuthenticationException {

    private static final long serialVersionUID = 1;

    private final long seconds;

    /**
     * @param seconds how long it has to wait
     */
    TooManyAttemptsException(long seconds) {
        super("Too many wrong passwords; wait " + seconds + " seconds.");
        this.seconds = seconds;
    }

    long seconds() {
        return seconds;
    }
}
