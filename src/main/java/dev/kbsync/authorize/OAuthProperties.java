package dev.kbsync.authorize;

import dev.kbsync.site.Secret;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The OAuth 2.0 apps of Atlassian's developer console: usually one, for all sites.
 *
 * @param clientId the app's client id; empty where there is no app
 * @param clientSecret the app's secret
 * @param redirectUri the callback registered with the app, ending in {@code /auth/callback}
 * @param scopes what consent is asked for
 * @param apps further apps by name, for sites that name one of them
 */
@ConfigurationProperties("kbsync.oauth")
public record OAuthProperties(
        @DefaultValue("") String clientId,
        @DefaultValue("") Secret clientSecret,
        @DefaultValue("http://localhost:8501/auth/callback") String redirectUri,
        @DefaultValue({"read:confluence-content.all", "search:confluence", "offline_access"})
                List<String> scopes,
        @DefaultValue Map<String, App> apps) {

    /**
     * An app beside the usual one.
     *
     * @param clientId its client id
     * @param clientSecret its secret
     * @param redirectUri its callback; empty for the usual app's
     * @param scopes what consent is asked for; empty for the usual app's
     */
    public record App(
            @DefaultValue("") String clientId,
            @DefaultValue("") Secret clientSecret,
            @DefaultValue("") String redirectUri,
            @DefaultValue List<String> scopes) {}

    /** Whether the usual app is set up. */
    public boolean configured() {
        return !clientId.isBlank() && clientSecret.isPresent();
    }
}
