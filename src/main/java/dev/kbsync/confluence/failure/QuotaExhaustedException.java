package dev.kbsync.confluence.failure;

import java.time.Instant;

/** Atlassian asks to wait for longer than a request may: the hourly quota is spent. */
public class QuotaExhaustedException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    private final Instant until;

    /**
     * @param until when Atlassian answers again
     */
    public QuotaExhaustedException(String message, Instant until) {
        super(message);
        this.until = until;
    }

    public Instant until() {
        return until;
    }
}
