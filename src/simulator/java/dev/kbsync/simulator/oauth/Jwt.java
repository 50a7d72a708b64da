package dev.kbsync.simulator.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.http.Json;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens that look like Atlassian's: access tokens are JWTs, everything else is opaque. */
final class Jwt {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = bytes(32);

    String sign(String account, Set<String> scopes, Instant now, Instant expiresAt) {
        JsonNode header = Json.object().put("kid", "simulator-1").put("alg", "HS256");
        JsonNode claims =
                Json.object()
                        .put("jti", UUID.randomUUID().toString())
                        .put("sub", account)
                        .put("nbf", now.getEpochSecond())
                        .put("iss", "https://auth.atlassian.com")
                        .put("iat", now.getEpochSecond())
                        .put("exp", expiresAt.getEpochSecond())
                        .put("aud", OAuthApp.CLIENT_ID)
                        .put("client_id", OAuthApp.CLIENT_ID)
                        .put("scope", String.join(" ", new TreeSet<>(scopes)));
        String signed =
                BASE64.encodeToString(Json.bytes(header))
                        + "."
                        + BASE64.encodeToString(Json.bytes(claims));
        return signed + "." + BASE64.encodeToString(signature(signed));
    }

    private byte[] signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A code or refresh token: nothing to be read in it. */
    String opaque() {
        return BASE64.encodeToString(bytes(48));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
