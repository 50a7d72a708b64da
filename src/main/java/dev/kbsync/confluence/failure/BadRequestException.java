package dev.kbsync.confluence.failure;

/** Confluence refuses the request as it stands (400, 405, 413); sending it again would not help. */
public class BadRequestException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    public BadRequestException(String message) {
        super(message);
    }
}
