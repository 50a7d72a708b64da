package dev.kbsync.authorize;

import dev.kbsync.confluence.AtlassianProperties;
import dev.kbsync.site.SetupException;
import dev.kbsync.site.SiteUrl;
import dev.kbsync.site.Sites;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/** The OAuth apps that are configured; there may be none. */
@Component
public class OAuthApps implements ClientRegistrationRepository {

    public static final String DEFAULT = "atlassian";

    private static final Set<String> CALLBACKS = Set.of("/auth/callback", "/pages/auth/callback");

    private final Map<String, OAuthApp> apps = new LinkedHashMap<>();
    private final AtlassianProperties atlassian;
    private final Sites sites;
    private final String redirectUri;

    /**
     * @throws SetupException if a redirect URI cannot work, a named app is incomplete, or a site
     *     names an app there is none of
     */
    public OAuthApps(OAuthProperties properties, AtlassianProperties atlassian, Sites sites) {
        this.atlassian = atlassian;
        this.sites = sites;
        this.redirectUri = properties.redirectUri();
        if (properties.configured()) {
            add(
                    DEFAULT,
                    "CONFLUENCE_OAUTH_REDIRECT_URI",
                    new OAuthApp(
                            DEFAULT,
                            properties.clientId(),
                            properties.clientSecret(),
                            properties.redirectUri(),
                            properties.scopes()));
        }
        properties.apps().forEach((name, app) -> add(name, app, properties));
        for (String site : sites.configuredNames()) {
            String app = sites.oauthApp(site);
            if (!app.isEmpty() && !apps.containsKey(app)) {
                throw new SetupException(
                        "Site \"%s\" names the OAuth app \"%s\", but there is no kbsync.oauth.apps.%s.client-id."
                                .formatted(site, app, app));
            }
        }
    }

    private void add(String name, OAuthProperties.App app, OAuthProperties usual) {
        String key = "kbsync.oauth.apps." + name;
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}") || name.equals(DEFAULT)) {
            throw new SetupException(
                    "The app name in %s cannot be used: only lower-case letters, digits and dashes, and not %s."
                            .formatted(key, DEFAULT));
        }
        if (app.clientId().isBlank() || !app.clientSecret().isPresent()) {
            throw new SetupException(
                    "The OAuth app \"%s\" needs both %s.client-id and %s.client-secret."
                            .formatted(name, key, key));
        }
        add(
                name,
                key + ".redirect-uri",
                new OAuthApp(
                        name,
                        app.clientId(),
                        app.clientSecret(),
                        app.redirectUri().isBlank() ? usual.redirectUri() : app.redirectUri(),
                        app.scopes().isEmpty() ? usual.scopes() : app.scopes()));
    }

    private void add(String name, String origin, OAuthApp app) {
        requireUsable(app.redirectUri(), origin);
        apps.put(name, app);
    }

    private static void requireUsable(String redirectUri, String origin) {
        String problem = "it must end in /auth/callback or /pages/auth/callback";
        try {
            URI uri = URI.create(redirectUri);
            if (uri.getPath() != null
                    && CALLBACKS.contains(uri.getPath())
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                SiteUrl.parse(redirectUri);
                return;
            }
        } catch (IllegalArgumentException e) {
            problem = "it must be https, or http on localhost";
        }
        throw new SetupException(
                "%s is %s: %s, and be registered as the app's callback URL."
                        .formatted(origin, redirectUri, problem));
    }

    /** The app that this site is authorized with; empty where none is configured. */
    public Optional<OAuthApp> forSite(String site) {
        String named = sites.oauthApp(site);
        if (!named.isEmpty()) {
            return byId(named);
        }
        return apps.containsKey(DEFAULT) || apps.size() != 1
                ? byId(DEFAULT)
                : apps.values().stream().findFirst();
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

    /** The setting that holds a part of a site's app, see {@link OAuthApp#setting}. */
    public String setting(String site, String part) {
        return forSite(site)
                .map(app -> app.setting(part))
                .orElse("the setting %s of its app".formatted(part));
    }

    /** What consent for a site asks for; empty where there is no app. */
    public List<String> scopes(String site) {
        return forSite(site).map(OAuthApp::scopes).orElse(List.of());
    }

    /**
     * Where a person authorizes a site: its page on the console, as the callback knows its host.
     */
    public String link(String site) {
        URI callback = URI.create(forSite(site).map(OAuthApp::redirectUri).orElse(redirectUri));
        return callback.resolve("/sites/" + site).toString();
    }

    /**
     * Where the console has to be open for a site's consent to come back to its session; empty if
     * it is.
     *
     * @param site its name; empty for the login, which is for all of them
     * @param console where it is open: scheme, host and port, as the request has it
     */
    public Optional<URI> elsewhere(String site, URI console) {
        return forSite(site)
                .map(app -> URI.create(app.redirectUri()))
                .filter(callback -> !sameOrigin(callback, console))
                .map(callback -> callback.resolve(site.isEmpty() ? "/" : "/sites/" + site));
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && String.valueOf(one.getHost()).equalsIgnoreCase(String.valueOf(other.getHost()))
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }

    /** Why a grant of an app cannot be refreshed as kbsync is set up now; empty if it can. */
    public Optional<String> mismatch(String appId, String clientId, String site) {
        Optional<OAuthApp> app = byId(appId);
        if (app.isEmpty()) {
            return Optional.of(
                    "OAuth2 not configured: site \"%s\" was authorized with the app \"%s\", which is not configured any more; set its client id and secret again."
                            .formatted(site, appId));
        }
        // Its refresh token, sent for another client id, would be refused for good.
        return app.get().clientId().equals(clientId)
                ? Optional.empty()
                : Optional.of(
                        "Site \"%s\" was authorized with another OAuth app (client id %s); set that client id again, or authorize the site again: %s"
                                .formatted(site, clientId, link(site)));
    }

    public Optional<OAuthApp> byId(String id) {
        return Optional.ofNullable(apps.get(id));
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
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
