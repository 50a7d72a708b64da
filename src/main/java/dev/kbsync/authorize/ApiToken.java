package dev.kbsync.authorize;

import dev.kbsync.site.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** E-mail and API token of an account; sent as basic authentication to the site itself. */
record ApiToken(String email, Secret token) {

    String authorization() {
        String pair = email + ":" + token.value();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
