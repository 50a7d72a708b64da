package dev.kbsync.authorize;

import dev.kbsync.site.Secret;
import java.util.List;
import java.util.Locale;

/**
 * An OAuth 2.0 app of Atlassian's developer console.
 *
 * @param id what kbsync calls it; Spring Security's registration id
 */
public record OAuthApp(
        String id, String clientId, Secret clientSecret, String redirectUri, List<String> scopes) {

    /**
     * The name of the setting that holds a part of it, for messages.
     *
     * @param part as the settings of a named app call it, {@code client-id} for example
     */
    public String setting(String part) {
        return id.equals(OAuthApps.DEFAULT)
                ? "CONFLUENCE_OAUTH_" + part.toUpperCase(Locale.ROOT).replace('-', '_')
                : "kbsync.oauth.apps." + id + "." + part;
    }
}
