package dev.kbsync.simulator.web;

import dev.kbsync.simulator.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The style sheet all pages share. */
public final class WebAssets {
    private WebAssets() {}

    public static Answer style() {
        try (InputStream in = WebAssets.class.getResourceAsStream("/simulator/style.css")) {
            byte[] css = Objects.requireNonNull(in, "style.css").readAllBytes();
            return Answer.of(200, "text/css;charset=UTF-8", css);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
