package dev.kbsync.confluence.failure;

/** There is no such thing, or it is hidden from this credential; the two look alike (404). */
public class NotFoundException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    public NotFoundException(String message) {
        super(message);
    }
}
