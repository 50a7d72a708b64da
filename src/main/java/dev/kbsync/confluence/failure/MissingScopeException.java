package dev.kbsync.confluence.failure;

/**
 * The grant lacks a scope this request needs (401 with "scope does not match"); a refresh would not
 * help.
 */
public class MissingScopeException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    public MissingScopeException(String message) {
        super(message);
    }
}
