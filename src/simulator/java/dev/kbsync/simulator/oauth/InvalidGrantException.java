package dev.kbsync.simulator.oauth;

/** A code or refresh token that is not, or no longer, good for anything. */
public final class InvalidGrantException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidGrantException(String message) {
        super(message);
    }
}
