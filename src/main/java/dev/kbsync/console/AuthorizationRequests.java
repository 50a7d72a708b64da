package dev.kbsync.console;

import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.authorize.consent.ConsentKeeper;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.history.ConsoleUser;
import dev.kbsync.site.Sites;
import dev.kbsync.site.UnknownSiteException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.stereotype.Component;

/**
 * Begins a consent at {@code /auth/start/<app>?site=<name>}: Atlassian wants an audience and {@code
 * prompt=consent} besides the standard's parameters (API facts, section 1.1).
 */
@Component
@ConditionalOnWebApplication
public class AuthorizationRequests implements OAuth2AuthorizationRequestResolver {

    /** What the address of every consent begins with. */
    public static final String START = "/auth/start/";

    private static final Logger log = LoggerFactory.getLogger(AuthorizationRequests.class);

    private final DefaultOAuth2AuthorizationRequestResolver resolver;
    private final OAuthApps apps;
    private final Sites sites;
    private final Audit history;

    public AuthorizationRequests(OAuthApps apps, Sites sites, Audit history) {
        this.apps = apps;
        this.sites = sites;
        this.history = history;
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
        String path = request.getServletPath();
        // An app that there is not is an exception to the resolver, with its trace in the log.
        return path.startsWith(START) && apps.byId(path.substring(START.length())).isPresent()
                ? forSite(resolver.resolve(request), request.getParameter("site"))
                : null;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(
            HttpServletRequest request, String clientRegistrationId) {
        return forSite(
                resolver.resolve(request, clientRegistrationId), request.getParameter("site"));
    }

    private @Nullable OAuth2AuthorizationRequest forSite(
            @Nullable OAuth2AuthorizationRequest request, @Nullable String site) {
        // Spring's filter stands before the one that asks for a login; whoever is not logged in
        // must
        // not begin a consent, or a stranger could give a site a grant of their own.
        if (request == null || site == null || !ConsoleUser.loggedIn()) {
            return null;
        }
        String app = request.getAttribute(OAuth2ParameterNames.REGISTRATION_ID);
        try {
            sites.get(site);
        } catch (UnknownSiteException e) {
            return null;
        }
        if (!apps.idFor(site).equals(app)) {
            return null;
        }
        log.debug(
                "Consent for \"{}\" begins at {}",
                site,
                request.getAuthorizationRequestUri().replaceAll("state=[^&]*", "state=****"));
        history.byUser(Kind.CONSENT_BEGUN, site, app, request.getScopes(), "");
        return OAuth2AuthorizationRequest.from(request)
                .attributes(attributes -> attributes.put(ConsentKeeper.SITE, site))
                .build();
    }
}
