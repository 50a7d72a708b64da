package dev.kbsync.page;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Says in words for people why something failed: no class names, one line. */
public final class Sentence {

    private Sentence() {}

    /** The innermost cause that has something to say. */
    public static String of(Throwable failure) {
        String said = "an error without a message";
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            said = words(cause).orElse(said);
            cause = cause.getCause();
        }
        return OneLine.of(said);
    }

    private static Optional<String> words(Throwable cause) {
        String message = cause.getMessage();
        if (cause instanceof NoSuchFileException file) {
            return Optional.of(file.getFile() + " does not exist, or its folder cannot be written");
        }
        if (cause instanceof AccessDeniedException file) {
            return Optional.of(file.getFile() + " may not be read or written by this user");
        }
        if (cause instanceof FileSystemException file && file.getReason() == null) {
            return Optional.of(file.getFile() + " cannot be used");
        }
        if (cause instanceof UnknownHostException) {
            return Optional.of("the host " + message + " is not known");
        }
        if (cause instanceof SocketTimeoutException) {
            return Optional.of("no answer came in time");
        }
        if (cause instanceof ConnectException && message == null) {
            return Optional.of("the connection was refused");
        }
        return Optional.ofNullable(message)
                .filter(text -> !text.isBlank())
                // Wrappers repeat their cause with its class in front.
                .map(text -> text.replaceAll("^(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:: |$)", ""))
                .filter(text -> !text.isBlank());
    }
}
