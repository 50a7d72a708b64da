package dev.kbsync.console;

import dev.kbsync.site.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.http.HttpHeaders;

/** A token that programs send instead of the console's login. */
public final class BearerToken {

    /** Shorter ones can be guessed. */
    public static final int SHORTEST = 16;

    private static final String SCHEME = "bearer ";

    private final byte[] token;

    public BearerToken(Secret token) {
        this.token = bytes(token.value().strip());
    }

    public boolean isUsable() {
        return token.length >= SHORTEST;
    }

    /** Whether a request brings it. How long that takes tells nothing of it. */
    public boolean isIn(HttpServletRequest request) {
        return isUsable() && MessageDigest.isEqual(token, bytes(sent(request)));
    }

    private static String sent(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : "";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
