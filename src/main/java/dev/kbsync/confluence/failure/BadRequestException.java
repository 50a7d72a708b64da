package dev.kbsync.confluence.failure;

/** Confluence refuses the request as it stands (400, 405, 413); sending it again would not help. */
public class BadRequestException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    private final String said;

    public BadRequestException(String message) {
        this(message, "");
    }

    /**
     * @param said what Confluence gave as the reason, one short line without markup
     */
    public BadRequestException(String message, String said) {
        super(message);
        this.said = said;
    }

    /** What Confluence gave as the reason, one short line; empty if it said nothing. */
    public String said() {
        return said;
    }
}
