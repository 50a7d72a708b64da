package dev.kbsync.authorize;

import dev.kbsync.authorize.CredentialStore.Versioned;
import dev.kbsync.confluence.AuthorizationLostException;
import dev.kbsync.confluence.NotAuthorizedException;
import dev.kbsync.confluence.SiteAccess;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Valid credentials for requests; access tokens are refreshed ahead of their expiry. */
@Component
class AccessTokens implements SiteAccess {

    /** Long enough for the slowest request to begin and end within the token's life. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Sites sites;
    private final SiteCredentials credentials;
    private final CredentialStore store;
    private final Refreshing refreshing;
    private final AtlassianProperties atlassian;
    private final Clock clock;

    AccessTokens(
            Sites sites,
            SiteCredentials credentials,
            CredentialStore store,
            Refreshing refreshing,
            AtlassianProperties atlassian,
            Clock clock) {
        this.sites = sites;
        this.credentials = credentials;
        this.store = store;
        this.refreshing = refreshing;
        this.atlassian = atlassian;
        this.clock = clock;
    }

    @Override
    public Access access(String name) {
        Site site = sites.get(name);
        CredentialKind kind =
                credentials
                        .kind(name)
                        .orElseThrow(
                                () ->
                                        new NotAuthorizedException(
                                                "Site \"%s\" is not authorized yet; open the console and authorize it, or set an API token."
                                                        .formatted(name)));
        if (kind == CredentialKind.API_TOKEN) {
            return new Access(
                    name,
                    site.url(),
                    credentials.apiToken(name).orElseThrow().authorization(),
                    false,
                    false);
        }
        Grant grant = grant(name);
        return access(
                site,
                clock.instant().isBefore(grant.expiresAt().minus(AHEAD))
                        ? grant
                        : refreshing.refresh(grant.id(), grant.accessToken(), name));
    }

    @Override
    public Access refreshed(String name, Access refused) {
        Site site = sites.get(name);
        if (credentials.kind(name).orElse(null) != CredentialKind.OAUTH) {
            return access(name);
        }
        Grant grant = grant(name);
        Access present = access(site, grant);
        return present.authorization().equals(refused.authorization())
                ? access(site, refreshing.refresh(grant.id(), grant.accessToken(), name))
                : present;
    }

    @Override
    public Optional<Set<String>> scopes(String site) {
        return credentials.kind(site).orElse(null) == CredentialKind.API_TOKEN
                ? Optional.empty()
                : Optional.of(grant(site).scopes());
    }

    private Grant grant(String site) {
        Grant grant =
                credentials
                        .grantId(site)
                        .flatMap(id -> store.find(id, Grant.class))
                        .map(Versioned::value)
                        .orElseThrow(
                                () ->
                                        new NotAuthorizedException(
                                                "The grant of \"%s\" is not in the token store any more; authorize the site again."
                                                        .formatted(site)));
        if (!grant.lost().isEmpty()) {
            throw new AuthorizationLostException(grant.lost());
        }
        return grant;
    }

    private Access access(Site site, Grant grant) {
        return new Access(
                site.name(),
                URI.create(atlassian.apiUrl() + "/ex/confluence/" + site.knownCloudId()),
                "Bearer " + grant.accessToken().value(),
                true,
                !clock.instant().isBefore(grant.expiresAt()));
    }
}
