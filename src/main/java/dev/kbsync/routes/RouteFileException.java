package dev.kbsync.routes;

import dev.kbsync.page.OneLine;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.springframework.core.NestedExceptionUtils;

/** A route file that cannot run. The message says where in it and why, in one line. */
class RouteFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** How Camel marks the step that it could not create. */
    private static final Pattern STEP =
            Pattern.compile(" at: >>> (.*?) <<< in route", Pattern.DOTALL);

    /** How the YAML parser says where it stopped. */
    private static final Pattern LINE =
            Pattern.compile("(?s)(.*?)\\s+in file:.*?, line (\\d+), column \\d+.*");

    RouteFileException(String message) {
        super(message);
    }

    private RouteFileException(String message, Throwable cause) {
        super(OneLine.of(message), cause);
    }

    static RouteFileException of(Exception failure) {
        return failure instanceof RouteFileException known
                ? known
                : new RouteFileException(reason(failure), failure);
    }

    /** With the step that could not be made, and its line if the file has been read with lines. */
    static RouteFileException of(FailedToCreateRouteException failure, RouteFile file) {
        String step = "";
        int line = 0;
        // A step inside a Kamelet fails within the step that calls it.
        for (Throwable at = failure; at != null; at = at.getCause()) {
            Matcher marked = STEP.matcher(String.valueOf(at.getMessage()));
            if (at instanceof FailedToCreateRouteException && marked.find()) {
                int known = file.lineOf(marked.group(1));
                if (step.isEmpty() || known > 0) {
                    step = marked.group(1);
                    line = known;
                }
            }
        }
        return step.isEmpty()
                ? of(failure)
                : new RouteFileException(
                        "%sstep %s: %s"
                                .formatted(
                                        line <= 0 ? "" : "line " + line + ", ",
                                        step,
                                        reason(failure)),
                        failure);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    private static String reason(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        Optional<MissingPart> missing = MissingPart.of(cause);
        if (missing.isPresent()) {
            return missing.get().text();
        }
        String message = cause.getMessage();
        if (message == null || cause instanceof NullPointerException) {
            return "Camel cannot make a route of it (%s); compare it with the shipped route files"
                    .formatted(cause.getClass().getSimpleName());
        }
        return LINE.matcher(message).replaceFirst("line $2: $1");
    }
}
