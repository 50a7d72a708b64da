package dev.kbsync.authorize;

import dev.kbsync.site.Sites;
import dev.kbsync.site.UnknownSiteException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * Begins a consent at {@code /auth/start/<app>?site=<name>}: Atlassian wants an audience and {@code
 * prompt=consent} besides the standard's parameters (API facts, section 1.1).
 */
@Component
@ConditionalOnWebApplication
class AuthorizationRequests implements OAuth2AuthorizationRequestResolver {

    private static final Logger log = LoggerFactory.getLogger(AuthorizationRequests.class);

    private final DefaultOAuth2AuthorizationRequestResolver resolver;
    private final Sites sites;

    AuthorizationRequests(OAuthApps apps, Sites sites) {
        this.sites = sites;
        this.resolver = new DefaultOAuth2AuthorizationRequestResolver(apps, "/auth/start");
        resolver.setAuthorizationRequestCustomizer(
                request ->
                        request.additionalParameters(
                                parameters -> {
                                    parameters.put("audience", "api.atlassian.com");
                                    parameters.put("prompt", "consent");
                                }));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return request.getServletPath().startsWith("/auth/start/")
                ? forSite(resolver.resolve(request), request.getParameter("site"))
                : null;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(
            HttpServletRequest request, String clientRegistrationId) {
        return forSite(
                resolver.resolve(request, clientRegistrationId), request.getParameter("site"));
    }

    private static boolean loggedIn() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user != null
                && user.isAuthenticated()
                && !(user instanceof AnonymousAuthenticationToken);
    }

    private @Nullable OAuth2AuthorizationRequest forSite(
            @Nullable OAuth2AuthorizationRequest request, @Nullable String site) {
        // Spring's filter stands before the one that asks for a login; whoever is not logged in
        // must
        // not begin a consent, or a stranger could give a site a grant of their own.
        if (request == null || site == null || !loggedIn()) {
            return null;
        }
        try {
            sites.get(site);
        } catch (UnknownSiteException e) {
            return null;
        }
        log.debug(
                "Consent for \"{}\" begins at {} (client id, scopes {}, state masked)",
                site,
                request.getAuthorizationUri(),
                request.getScopes());
        return OAuth2AuthorizationRequest.from(request)
                .attributes(attributes -> attributes.put(ConsentKeeper.SITE, site))
                .build();
    }
}
