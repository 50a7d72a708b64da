package dev.kbsync.authorize.consent;

import dev.kbsync.authorize.SiteCredentials;
import dev.kbsync.authorize.consent.Consent.Reached;
import dev.kbsync.authorize.grant.AccessTokens;
import dev.kbsync.authorize.grant.Grant;
import dev.kbsync.authorize.grant.Grant.GrantedSite;
import dev.kbsync.authorize.grant.GrantStore;
import dev.kbsync.authorize.grant.GrantedSites;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.site.RequiredScopes;
import dev.kbsync.site.Secret;
import dev.kbsync.site.Site;
import dev.kbsync.site.SiteUrl;
import dev.kbsync.site.Sites;
import dev.kbsync.site.UnknownSiteException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.stereotype.Component;

/**
 * Where Spring Security hands over what a consent gave. The tokens are stored first; then the site
 * the consent was begun for is looked up among those the grant reaches, by its address and never by
 * its place in the list.
 */
@Component
@ConditionalOnWebApplication
public class ConsentKeeper implements OAuth2AuthorizedClientRepository {

    /** Name of the attribute that carries the site through the consent. */
    public static final String SITE = "kbsync.site";

    static final String RESULT = Consent.class.getName();

    private static final Logger log = LoggerFactory.getLogger(ConsentKeeper.class);

    private final GrantStore grants;
    private final SiteCredentials credentials;
    private final GrantedSites granted;
    private final Sites sites;
    private final Audit history;
    private final Clock clock;

    public ConsentKeeper(
            GrantStore grants,
            SiteCredentials credentials,
            GrantedSites granted,
            Sites sites,
            Audit history,
            Clock clock) {
        this.grants = grants;
        this.credentials = credentials;
        this.granted = granted;
        this.sites = sites;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public void saveAuthorizedClient(
            OAuth2AuthorizedClient client,
            Authentication principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        String site = String.valueOf(request.getAttribute(SITE));
        Grant grant = grant(client, principal.getName());
        grants.replace(grant, 0);
        Consent consent;
        try {
            consent = settle(grant, sites.get(site));
        } catch (ConfluenceException | UnknownSiteException e) {
            grants.remove(grant.id());
            consent = new Consent(site, false, String.valueOf(e.getMessage()), "", List.of());
        }
        if (!consent.problem().isEmpty()) {
            log.warn("The consent for \"{}\" failed: {}", site, consent.problem());
            history.byUser(
                    Kind.CONSENT_FAILED, site, grant.app(), grant.scopes(), consent.problem());
        }
        request.getSession().setAttribute(RESULT, consent);
    }

    private Grant grant(OAuth2AuthorizedClient client, String user) {
        OAuth2AccessToken access = client.getAccessToken();
        OAuth2RefreshToken refresh = client.getRefreshToken();
        Instant now = clock.instant();

        SortedSet<String> scopes = new TreeSet<>(access.getScopes());
        return new Grant(
                GrantStore.newId(),
                client.getClientRegistration().getRegistrationId(),
                client.getClientRegistration().getClientId(),
                scopes,
                new Secret(access.getTokenValue()),
                now.plus(lifetime(access)),
                refresh == null ? null : new Secret(refresh.getTokenValue()),
                null,
                null,
                now,
                user,
                now,
                null,
                List.of());
    }

    /** Spring counts from the system's clock; only the distance is of use. */
    private static Duration lifetime(OAuth2AccessToken access) {
        Instant issued = access.getIssuedAt();
        Instant expires = access.getExpiresAt();
        return issued == null || expires == null
                ? Duration.ZERO
                : Duration.between(issued, expires);
    }

    private Consent settle(Grant grant, Site site) {
        List<GrantedSite> reached = granted.of(grant.accessToken());
        grants.replace(grant.reaching(reached), 1);
        List<Reached> others = others(reached, site);
        Optional<GrantedSite> found =
                reached.stream().filter(candidate -> same(candidate, site)).findFirst();
        if (found.isEmpty()) {
            return new Consent(site.name(), false, notReached(site, reached), grant.id(), others);
        }
        credentials.attach(site.name(), grant.id(), found.get().cloudId());
        history.byUser(Kind.AUTHORIZED, site.name(), grant.app(), grant.scopes(), "");
        log.info(
                "Site \"{}\" was authorized by {} with the scopes {}",
                site.name(),
                grant.authorizedBy(),
                String.join(" ", grant.scopes()));
        return new Consent(site.name(), true, missingScopes(found.get()), grant.id(), others);
    }

    private List<Reached> others(List<GrantedSite> reached, Site site) {
        return reached.stream()
                .filter(candidate -> !same(candidate, site))
                .map(other -> new Reached(other.cloudId(), other.url(), other.name()))
                .distinct()
                .toList();
    }

    private static boolean same(GrantedSite granted, Site site) {
        return SiteUrl.same(granted.url(), site.url());
    }

    private static String notReached(Site site, List<GrantedSite> reached) {
        return reached.isEmpty()
                ? "The grant reaches no Confluence site; the account that consented may have no access to %s. Consent with another account."
                        .formatted(site.url())
                : "The grant does not reach %s; it reaches %s. Authorize again and choose the right site on Atlassian's page, or correct the URL."
                        .formatted(
                                site.url(),
                                reached.stream()
                                        .map(GrantedSite::url)
                                        .distinct()
                                        .collect(Collectors.joining(", ")));
    }

    private static String missingScopes(GrantedSite granted) {
        List<String> missing = RequiredScopes.missing(granted.scopes());
        return missing.isEmpty()
                ? ""
                : "Insufficient permissions: the grant lacks %s; enable it for the app in Atlassian's developer console (Permissions, Confluence API), then authorize again."
                        .formatted(String.join(" and ", missing));
    }

    /** Credentials are handed out by {@link AccessTokens} only. */
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // The interface is Spring's.
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
            String registrationId, Authentication principal, HttpServletRequest request) {
        return null;
    }

    @Override
    public void removeAuthorizedClient(
            String registrationId,
            Authentication principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        // Nothing is kept by principal.
    }
}
