package dev.kbsync.authorize;

import dev.kbsync.site.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * E-mail and API token of an account.
 *
 * @param email the account; may be empty for a service account's token
 * @param scoped whether it has scopes: such a token, and any of a service account, is good at the
 *     API gateway only, one without scopes is sent to the site itself (API facts, 1.7)
 */
public record ApiToken(String email, Secret token, boolean scoped) {

    /** Basic authentication, or Bearer where there is no e-mail. */
    public String authorization() {
        if (email.isEmpty()) {
            return "Bearer " + token.value();
        }
        String pair = email + ":" + token.value();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
