package dev.kbsync.authorize;

import dev.kbsync.site.SetupException;
import dev.kbsync.site.SiteUrl;
import java.net.URI;
import java.util.Optional;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/** The OAuth apps that are configured; there may be none. */
@Component
public class OAuthApps implements ClientRegistrationRepository {

    static final String DEFAULT = "atlassian";

    private final OAuthProperties properties;
    private final AtlassianProperties atlassian;

    /**
     * @throws SetupException if the redirect URI cannot work
     */
    OAuthApps(OAuthProperties properties, AtlassianProperties atlassian) {
        this.properties = properties;
        this.atlassian = atlassian;
        if (properties.configured()) {
            requireUsable(properties.redirectUri());
        }
    }

    private static void requireUsable(String redirectUri) {
        String problem = "it must end in /auth/callback or /pages/auth/callback";
        try {
            String path = URI.create(redirectUri).getPath();
            if (path != null
                    && (path.equals("/auth/callback") || path.equals("/pages/auth/callback"))) {
                SiteUrl.parse(redirectUri);
                return;
            }
        } catch (IllegalArgumentException e) {
            problem = "it must be https, or http on localhost";
        }
        throw new SetupException(
                "CONFLUENCE_OAUTH_REDIRECT_URI is %s: %s, and be registered as the app's callback URL."
                        .formatted(redirectUri, problem));
    }

    /** The app that this site is authorized with; empty where none is configured. */
    Optional<OAuthApp> forSite(String site) {
        return byId(DEFAULT);
    }

    /**
     * What the address that begins a site's consent calls its app; empty text where there is none.
     */
    public String idFor(String site) {
        return forSite(site).map(OAuthApp::id).orElse("");
    }

    /** The callback that must be registered with a site's app; empty text where there is none. */
    public String redirectUri(String site) {
        return forSite(site).map(OAuthApp::redirectUri).orElse("");
    }

    Optional<OAuthApp> byId(String id) {
        return properties.configured() && id.equals(DEFAULT)
                ? Optional.of(
                        new OAuthApp(
                                DEFAULT,
                                properties.clientId(),
                                properties.clientSecret(),
                                properties.redirectUri(),
                                properties.scopes()))
                : Optional.empty();
    }

    @Override
    public @org.jspecify.annotations.Nullable ClientRegistration findByRegistrationId(String id) {
        return byId(id).map(this::registration).orElse(null);
    }

    private ClientRegistration registration(OAuthApp app) {
        return ClientRegistration.withRegistrationId(app.id())
                .clientId(app.clientId())
                .clientSecret(app.clientSecret().value())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(app.redirectUri())
                .scope(app.scopes())
                .authorizationUri(atlassian.authUrl() + "/authorize")
                .tokenUri(atlassian.authUrl() + "/oauth/token")
                .build();
    }
}
