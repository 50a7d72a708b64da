package dev.kbsync.api;

/** Somebody asked for something that is not there. The message is one sentence. */
final class NotThereException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotThereException(String sentence) {
        super(sentence);
    }
}
