package dev.kbsync.api.token;

import dev.kbsync.site.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** A token of the settings that programs send instead of the console's login. */
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

    /** Whether this is it. How long that takes tells nothing of it. */
    public boolean is(String sent) {
        return isUsable() && MessageDigest.isEqual(token, bytes(sent));
    }

    /** What a request brings as bearer token, of whatever kind. */
    public static Optional<String> sent(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
