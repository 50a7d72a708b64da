package dev.kbsync.cli;

import dev.kbsync.site.SetupException;

/** What a person is told of a failure. */
final class OneSentence {

    private OneSentence() {}

    /** The set-up problem behind a failure if there is one, else the failure's own message. */
    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SetupException) {
                return String.valueOf(cause.getMessage());
            }
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
