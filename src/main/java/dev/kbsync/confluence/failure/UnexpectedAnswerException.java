package dev.kbsync.confluence.failure;

/** The answer is not what Confluence sends: a login page, a redirect, broken JSON. */
public class UnexpectedAnswerException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    public UnexpectedAnswerException(String message) {
        super(message);
    }
}
