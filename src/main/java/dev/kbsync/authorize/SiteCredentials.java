package dev.kbsync.authorize;

import dev.kbsync.authorize.CredentialStore.Versioned;
import dev.kbsync.authorize.SiteCredentialStore.Choice;
import dev.kbsync.site.Secret;
import dev.kbsync.site.SiteChanged;
import dev.kbsync.site.Sites;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Which credential each site has, and which of them it uses. */
@Component
public class SiteCredentials {

    private final Sites sites;
    private final SiteCredentialStore choices;
    private final CredentialStore store;
    private final OAuthApps apps;
    private final ApplicationEventPublisher events;

    SiteCredentials(
            Sites sites,
            SiteCredentialStore choices,
            CredentialStore store,
            OAuthApps apps,
            ApplicationEventPublisher events) {
        this.sites = sites;
        this.choices = choices;
        this.store = store;
        this.apps = apps;
        this.events = events;
    }

    /**
     * The kind a site uses: the one a person chose if the site has it, else OAuth if there is a
     * grant, else the API token; empty if the site has neither.
     */
    Optional<CredentialKind> kind(String site) {
        Choice choice = choices.of(site);
        boolean oauth = choice.grantId() != null;
        boolean token = apiToken(site).isPresent();
        if (oauth && (choice.preferred() != CredentialKind.API_TOKEN || !token)) {
            return Optional.of(CredentialKind.OAUTH);
        }
        return token ? Optional.of(CredentialKind.API_TOKEN) : Optional.empty();
    }

    Optional<String> grantId(String site) {
        return Optional.ofNullable(choices.of(site).grantId());
    }

    /** The API token entered on the console, or else the one of the properties. */
    Optional<ApiToken> apiToken(String site) {
        Optional<ApiToken> entered =
                store.find(tokenId(site), ApiToken.class).map(Versioned::value);
        if (entered.isPresent()) {
            return entered;
        }
        Sites.ApiTokenProperties configured = sites.apiToken(site);
        return configured.token().isPresent() && !configured.email().isBlank()
                ? Optional.of(new ApiToken(configured.email(), configured.token()))
                : Optional.empty();
    }

    /** Chooses which of its credentials a site uses. */
    public void prefer(String site, CredentialKind kind) {
        choices.prefer(sites.get(site).name(), kind);
        events.publishEvent(new SiteChanged(site));
    }

    /**
     * Stores an e-mail and API token for a site and uses them.
     *
     * @throws IllegalArgumentException with one sentence, if one of them is missing
     */
    public void enterApiToken(String site, String email, Secret token) {
        if (!email.contains("@") || !token.isPresent()) {
            throw new IllegalArgumentException(
                    "Enter both the account's e-mail address and its API token.");
        }
        String name = sites.get(site).name();
        long version = store.find(tokenId(name), ApiToken.class).map(Versioned::version).orElse(0L);
        store.replace(
                tokenId(name),
                new ApiToken(email.strip(), new Secret(token.value().strip())),
                version);
        choices.prefer(name, CredentialKind.API_TOKEN);
        events.publishEvent(new SiteChanged(name));
    }

    /** Forgets a site's grant, or the API token entered on the console. */
    public void forget(String site, CredentialKind kind) {
        if (kind == CredentialKind.API_TOKEN) {
            store.remove(tokenId(site));
        } else {
            Optional<String> grant = grantId(site);
            choices.detach(site);
            grant.filter(id -> !choices.used(id)).ifPresent(store::remove);
        }
        events.publishEvent(new SiteChanged(site));
    }

    /** Gives a site a grant, and forgets the one it had if no other site uses that. */
    void attach(String site, String grantId, String cloudId) {
        Optional<String> before = grantId(site).filter(id -> !id.equals(grantId));
        choices.attach(site, grantId);
        sites.rememberCloudId(site, cloudId);
        events.publishEvent(new SiteChanged(site));
        before.filter(id -> !choices.used(id)).ifPresent(store::remove);
    }

    boolean oauthConfigured(String site) {
        return apps.forSite(site).isPresent();
    }

    private static String tokenId(String site) {
        return "api-token-" + site;
    }
}
