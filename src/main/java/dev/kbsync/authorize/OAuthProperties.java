package dev.kbsync.authorize;

import dev.kbsync.site.Secret;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The OAuth 2.0 app of Atlassian's developer console.
 *
 * @param clientId the app's client id; empty where there is no app
 * @param clientSecret the app's secret
 * @param redirectUri the callback registered with the app, ending in {@code /auth/callback}
 * @param scopes what consent is asked for
 */
@ConfigurationProperties("kbsync.oauth")
public record OAuthProperties(
        @DefaultValue("") String clientId,
        @DefaultValue("") Secret clientSecret,
        @DefaultValue("http://localhost:8501/auth/callback") String redirectUri,
        @DefaultValue({"read:confluence-content.all", "search:confluence", "offline_access"})
                List<String> scopes) {

    public boolean configured() {
        return !clientId.isBlank() && clientSecret.isPresent();
    }
}
