package dev.kbsync.confluence.failure;

/** Atlassian removed this part of its interface (410). */
public class GoneException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    public GoneException(String message) {
        super(message);
    }
}
