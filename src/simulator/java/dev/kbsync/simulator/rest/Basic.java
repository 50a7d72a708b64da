package dev.kbsync.simulator.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kbsync.simulator.http.Request;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The name and password of an {@code Authorization: Basic} header. */
record Basic(String name, String password) {

    /** What a request carries; nothing if it is no Basic header that can be read. */
    static Optional<Basic> of(Request request) {
        String header = request.header("Authorization");
        if (header == null || !isBasic(header)) {
            return Optional.empty();
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Basic(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isBasic(String header) {
        return header.regionMatches(true, 0, "Basic ", 0, 6);
    }

    /** The token of an {@code Authorization: Bearer} header, null if there is none. */
    static @Nullable String bearer(Request request) {
        String header = request.header("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).strip()
                : null;
    }
}
