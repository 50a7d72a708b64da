package dev.kbsync.authorize;

import dev.kbsync.authorize.CredentialEvent.Kind;
import dev.kbsync.authorize.CredentialStore.Versioned;
import dev.kbsync.authorize.SiteCredentialStore.Choice;
import dev.kbsync.site.Secret;
import dev.kbsync.site.SiteChanged;
import dev.kbsync.site.Sites;
import java.util.List;
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
    private final CredentialEvents history;
    private final ApplicationEventPublisher events;

    SiteCredentials(
            Sites sites,
            SiteCredentialStore choices,
            CredentialStore store,
            OAuthApps apps,
            CredentialEvents history,
            ApplicationEventPublisher events) {
        this.sites = sites;
        this.choices = choices;
        this.store = store;
        this.apps = apps;
        this.history = history;
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

    /** The kind a site uses as far as that is known without the token store. */
    Optional<CredentialKind> chosen(String site) {
        Choice choice = choices.of(site);
        return choice.preferred() == null && choice.grantId() != null
                ? Optional.of(CredentialKind.OAUTH)
                : Optional.ofNullable(choice.preferred());
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
        return configured.token().isPresent()
                        && (configured.scoped() || !configured.email().isBlank())
                ? Optional.of(
                        new ApiToken(configured.email(), configured.token(), configured.scoped()))
                : Optional.empty();
    }

    /** Chooses which of its credentials a site uses. */
    public void prefer(String site, CredentialKind kind) {
        choices.prefer(sites.get(site).name(), kind);
        history.byUser(Kind.CHOSEN, site, "", List.of(), words(kind));
        events.publishEvent(new SiteChanged(site));
    }

    /**
     * Stores an e-mail and API token for a site and uses them.
     *
     * @param email may be empty for a token with scopes: it is sent alone then
     * @param scoped whether the token has scopes, or is a service account's
     * @throws IllegalArgumentException with one sentence, if one of them is missing
     */
    public void enterApiToken(String site, String email, Secret token, boolean scoped) {
        boolean known = email.contains("@") || (scoped && email.isBlank());
        if (!known || !token.isPresent()) {
            throw new IllegalArgumentException(
                    "Enter both the account's e-mail address and its API token; only a service account's token can do without an e-mail.");
        }
        String name = sites.get(site).name();
        ApiToken entered = new ApiToken(email.strip(), new Secret(token.value().strip()), scoped);
        if (!store.replace(tokenId(name), entered, store.version(tokenId(name)))) {
            throw new IllegalArgumentException(
                    "Somebody else changed the API token at the same moment; look at it and enter it again.");
        }
        choices.prefer(name, CredentialKind.API_TOKEN);
        history.byUser(
                Kind.TOKEN_STORED,
                name,
                "",
                List.of(),
                (email.isBlank() ? "without an e-mail" : "for " + email.strip())
                        + (scoped ? ", with scopes" : ""));
        events.publishEvent(new SiteChanged(name));
    }

    /** Forgets a site's grant, or the API token entered on the console. */
    public void forget(String site, CredentialKind kind) {
        if (kind == CredentialKind.API_TOKEN) {
            if (store.version(tokenId(site)) == 0) {
                return;
            }
            store.remove(tokenId(site));
        } else {
            Optional<String> grant = grantId(site);
            if (grant.isEmpty()) {
                return;
            }
            choices.detach(site);
            grant.filter(id -> !choices.used(id)).ifPresent(store::remove);
        }
        history.byUser(Kind.REMOVED, site, "", List.of(), words(kind));
        events.publishEvent(new SiteChanged(site));
    }

    /** Gives a site a grant, and forgets the one it had if no other site uses that. */
    void attach(String site, String grantId, String cloudId) {
        Optional<String> before = grantId(site).filter(id -> !id.equals(grantId));
        choices.attach(site, grantId);
        sites.rememberCloudId(site, cloudId);
        events.publishEvent(new SiteChanged(site));
        before.filter(id -> !choices.used(id)).ifPresent(store::remove);
        if (before.isPresent()) {
            history.byUser(
                    Kind.REMOVED, site, "", List.of(), "the grant before, by the new consent");
        }
    }

    private static String words(CredentialKind kind) {
        return kind == CredentialKind.OAUTH ? "OAuth 2.0 grant" : "API token";
    }

    boolean oauthConfigured(String site) {
        return apps.forSite(site).isPresent();
    }

    private static String tokenId(String site) {
        return "api-token-" + site;
    }
}
