package dev.kbsync.authorize.grant;

import dev.kbsync.authorize.ApiToken;
import dev.kbsync.authorize.CredentialKind;
import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.authorize.ServiceAccounts;
import dev.kbsync.authorize.SiteCredentials;
import dev.kbsync.authorize.TokenProblems;
import dev.kbsync.confluence.AtlassianProperties;
import dev.kbsync.confluence.SiteAccess;
import dev.kbsync.confluence.failure.AuthorizationLostException;
import dev.kbsync.confluence.failure.NotAuthorizedException;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.vault.CredentialStore.Versioned;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Valid credentials for requests; access tokens are refreshed ahead of their expiry. */
@Component
public class AccessTokens implements SiteAccess {

    private final Sites sites;
    private final SiteCredentials credentials;
    private final GrantStore grants;
    private final TokenRefresher refreshing;
    private final ServiceAccounts accounts;
    private final ServiceTokens services;
    private final Revocations revocations;
    private final GrantedSites granted;
    private final OAuthApps apps;
    private final TokenProblems tokens;
    private final AtlassianProperties atlassian;
    private final Clock clock;

    public AccessTokens(
            Sites sites,
            SiteCredentials credentials,
            GrantStore grants,
            TokenRefresher refreshing,
            ServiceAccounts accounts,
            ServiceTokens services,
            Revocations revocations,
            GrantedSites granted,
            OAuthApps apps,
            TokenProblems tokens,
            AtlassianProperties atlassian,
            Clock clock) {
        this.sites = sites;
        this.credentials = credentials;
        this.grants = grants;
        this.refreshing = refreshing;
        this.accounts = accounts;
        this.services = services;
        this.revocations = revocations;
        this.granted = granted;
        this.apps = apps;
        this.tokens = tokens;
        this.atlassian = atlassian;
        this.clock = clock;
    }

    @Override
    public Access access(String name) {
        Site site = sites.get(name);
        return switch (kind(site)) {
            case OAUTH -> {
                Grant grant = grant(site);
                yield access(
                        site,
                        clock.instant().isBefore(grant.dueAt())
                                ? grant
                                : refreshing.refresh(grant.id(), grant.accessToken(), name));
            }
            case SERVICE -> access(site, services.valid(name));
            case API_TOKEN -> {
                ApiToken token = credentials.apiToken(site).orElseThrow();
                yield new Access(
                        name,
                        token.scoped() ? gateway(identified(site)) : site.url(),
                        token.authorization(),
                        false,
                        null);
            }
        };
    }

    private CredentialKind kind(Site site) {
        return credentials
                .kind(site)
                .orElseThrow(() -> new NotAuthorizedException(notAuthorized(site.name())));
    }

    private String notAuthorized(String name) {
        return credentials
                .waiting(name)
                .orElse(
                        "Site \"%s\" is not authorized yet; open the console and authorize it, or set a service account or an API token."
                                .formatted(name));
    }

    @Override
    public Access refreshed(String name, Access refused) {
        Site site = sites.get(name);
        CredentialKind kind = credentials.kind(site).orElse(null);
        if (kind == CredentialKind.SERVICE) {
            return access(site, services.another(name, refused.authorization()));
        }
        if (kind != CredentialKind.OAUTH) {
            return access(name);
        }
        Grant grant = grant(site);
        Access present = access(site, grant);
        return present.authorization().equals(refused.authorization())
                ? access(site, refreshing.refresh(grant.id(), grant.accessToken(), name))
                : present;
    }

    @Override
    public Optional<Set<String>> scopes(String name) {
        Site site = sites.get(name);
        return switch (kind(site)) {
            case OAUTH -> Optional.of(grant(site).scopes());
            case SERVICE -> Optional.of(services.scopes(name));
            // Which scopes a token has, nobody tells: one with any counts as having few.
            case API_TOKEN ->
                    credentials.apiToken(site).orElseThrow().scoped()
                            ? Optional.of(Set.of())
                            : Optional.empty();
        };
    }

    @Override
    public String budget(String name) {
        Site site = sites.get(name);
        return switch (credentials.kind(site).orElse(CredentialKind.API_TOKEN)) {
            case OAUTH -> "app " + grant(site).clientId();
            case SERVICE -> "app " + accounts.of(site).orElseThrow().clientId();
            case API_TOKEN -> SiteAccess.super.budget(name);
        };
    }

    @Override
    public Optional<String> lost(String name) {
        try {
            Site site = sites.get(name);
            return switch (kind(site)) {
                case OAUTH -> stored(site).flatMap(grant -> lost(grant, name));
                case SERVICE -> services.lost(name);
                case API_TOKEN -> Optional.empty();
            };
        } catch (NotAuthorizedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (UnavailableException e) {
            // A store that is away says nothing about the grant; the next request tells.
            return Optional.empty();
        }
    }

    private Optional<String> lost(Grant grant, String site) {
        Grant.Trouble trouble = grant.trouble();
        return trouble == null
                ? apps.mismatch(grant.app(), grant.clientId(), site)
                : Optional.of(trouble.sentence());
    }

    @Override
    public Optional<String> denied(String name, Access denied) {
        Site site = sites.get(name);
        return stored(site)
                .filter(grant -> bearer(grant).equals(denied.authorization()))
                .flatMap(grant -> revocations.look(grant, site));
    }

    @Override
    public void accepted(Access access) {
        if (!access.refreshable()) {
            tokens.accepted(access);
        }
    }

    @Override
    public void refused(Access access, String why) {
        if (!access.refreshable()) {
            tokens.refused(access, why);
        }
    }

    private Optional<Grant> stored(Site site) {
        return credentials.grantId(site).flatMap(grants::find).map(Versioned::value);
    }

    private Grant grant(Site site) {
        Grant grant =
                stored(site)
                        .orElseThrow(
                                () ->
                                        new NotAuthorizedException(
                                                "The grant of \"%s\" is not in the token store any more; authorize the site again: %s"
                                                        .formatted(
                                                                site.name(),
                                                                apps.link(site.name()))));
        Grant.Trouble trouble = grant.trouble();
        if (trouble != null) {
            throw new AuthorizationLostException(trouble.sentence());
        }
        return grant;
    }

    private Site identified(Site site) {
        if (site.cloudId() != null) {
            return site;
        }
        sites.rememberCloudId(site.name(), granted.cloudId(site.url()));
        return sites.get(site.name());
    }

    private Access access(Site site, Grant grant) {
        @Nullable Instant expiresAt = grant.expiresAt();
        return new Access(site.name(), gateway(reached(site)), bearer(grant), true, expiresAt);
    }

    private Access access(Site site, ServiceToken token) {
        @Nullable Instant expiresAt = token.expiresAt();
        return new Access(
                site.name(), gateway(identified(site)), token.authorization(), true, expiresAt);
    }

    /** A URL that was changed and set back has lost its cloud id; the grant's was kept. */
    private Site reached(Site site) {
        if (site.cloudId() != null) {
            return site;
        }
        credentials.grantCloudId(site).ifPresent(id -> sites.rememberCloudId(site.name(), id));
        return sites.get(site.name());
    }

    private URI gateway(Site site) {
        return URI.create(atlassian.apiUrl() + "/ex/confluence/" + site.knownCloudId());
    }

    private static String bearer(Grant grant) {
        return "Bearer " + grant.accessToken().value();
    }
}
