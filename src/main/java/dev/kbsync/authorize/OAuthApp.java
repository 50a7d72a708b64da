package dev.kbsync.authorize;

import dev.kbsync.site.Secret;
import java.util.List;

/**
 * An OAuth 2.0 app of Atlassian's developer console.
 *
 * @param id what kbsync calls it; Spring Security's registration id
 */
public record OAuthApp(
        String id, String clientId, Secret clientSecret, String redirectUri, List<String> scopes) {}
