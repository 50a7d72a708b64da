package dev.kbsync.confluence;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The head of an answer, and the beginning of its body where it is an error.
 *
 * @param status HTTP status
 * @param header looks a header up by its name, ignoring case; null if it is missing
 * @param text the beginning of an error's body, empty for a success
 */
record Answer(int status, Function<String, @Nullable String> header, String text) {

    boolean success() {
        return status == 200;
    }

    boolean redirect() {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    boolean json() {
        String type = header.apply("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).contains("json");
    }

    /** Whether the gateway says that the token lacks a scope: then a refresh would not help. */
    boolean missingScope() {
        return status == 401 && text.contains("scope does not match");
    }

    /**
     * The id Atlassian's support asks for, ready to be appended to a sentence; empty if there is
     * none.
     */
    String trace() {
        String id = header.apply("atl-traceid");
        return id == null || !id.matches("[0-9a-zA-Z-]{1,64}") ? "" : " (trace " + id + ")";
    }
}
