package dev.kbsync.api;

/** Somebody asked for a part of a list that is past its end. */
final class PastTheEndException extends RuntimeException {

    private static final long serialVersionUID = 1;

    PastTheEndException(long page, long pages) {
        super(
                pages == 1
                        ? "Page %d is past the end; there is only page 1.".formatted(page)
                        : "Page %d is past the end; there are pages 1 to %d."
                                .formatted(page, pages));
    }
}
