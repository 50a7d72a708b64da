package dev.kbsync.authorize;

import dev.kbsync.authorize.SiteCredentialStore.Choice;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.site.Secret;
import dev.kbsync.site.Site;
import dev.kbsync.site.SiteChanged;
import dev.kbsync.site.Sites;
import dev.kbsync.vault.CredentialStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Which credential each site has, and which of them it uses. */
@Component
public class SiteCredentials {

    private final Sites sites;
    private final SiteCredentialStore choices;
    private final ServiceAccounts accounts;
    private final ApiTokens tokens;
    private final CredentialStore store;
    private final OAuthApps apps;
    private final Audit history;
    private final ApplicationEventPublisher events;

    public SiteCredentials(
            Sites sites,
            SiteCredentialStore choices,
            ServiceAccounts accounts,
            ApiTokens tokens,
            CredentialStore store,
            OAuthApps apps,
            Audit history,
            ApplicationEventPublisher events) {
        this.sites = sites;
        this.choices = choices;
        this.accounts = accounts;
        this.tokens = tokens;
        this.store = store;
        this.apps = apps;
        this.history = history;
        this.events = events;
    }

    /** A stored credential that was given for another site than the one that has its name now. */
    public record Elsewhere(CredentialKind kind, String why) {}

    /**
     * The kind a site uses: the one a person chose if the site has it, else the first one it has;
     * empty if it has none. What was given for another address does not count.
     */
    public Optional<CredentialKind> kind(Site site) {
        Choice choice = choices.of(site.name());
        return Stream.concat(
                        Stream.ofNullable(choice.preferred()), Stream.of(CredentialKind.values()))
                .filter(kind -> has(site, choice, kind))
                .findFirst();
    }

    /** As {@link #kind(Site)}. */
    public Optional<CredentialKind> kind(String site) {
        return kind(sites.get(site));
    }

    private boolean has(Site site, Choice choice, CredentialKind kind) {
        return switch (kind) {
            case OAUTH -> grantId(site, choice).isPresent();
            case SERVICE -> accounts.of(site).isPresent();
            case API_TOKEN -> apiToken(site).isPresent();
        };
    }

    /** The kind a site uses as far as that is known without the token store. */
    public Optional<CredentialKind> chosen(String site) {
        Choice choice = choices.of(site);
        return choice.preferred() == null && grantId(sites.get(site), choice).isPresent()
                ? Optional.of(CredentialKind.OAUTH)
                : Optional.ofNullable(choice.preferred());
    }

    /** The site's grant, unless it was given for another address. */
    public Optional<String> grantId(Site site) {
        return grantId(site, choices.of(site.name()));
    }

    /** As {@link #grantId(Site)}. */
    public Optional<String> grantId(String site) {
        return grantId(sites.get(site));
    }

    private static Optional<String> grantId(Site site, Choice choice) {
        return choice.grantFor().is(site)
                ? Optional.ofNullable(choice.grantId())
                : Optional.empty();
    }

    /** Atlassian's id of the site that the grant was given for; empty if there is no grant. */
    public Optional<String> grantCloudId(Site site) {
        Choice choice = choices.of(site.name());
        return grantId(site, choice).map(unused -> choice.grantFor().cloudId());
    }

    /** The API token entered on the console, or else the one of the properties. */
    public Optional<ApiToken> apiToken(Site site) {
        return tokens.of(site);
    }

    /** As {@link #apiToken(Site)}. */
    public Optional<ApiToken> apiToken(String site) {
        return apiToken(sites.get(site));
    }

    /** The API token entered on the console, unless it was given for another address. */
    public Optional<ApiToken> enteredToken(String site) {
        return tokens.entered(sites.get(site));
    }

    /** What is stored under the site's name but was given for another address. */
    public List<Elsewhere> elsewhere(String name) {
        Choice choice = choices.of(name);
        Site site = sites.get(name);
        List<Elsewhere> all = new ArrayList<>();
        if (choice.grantId() != null && !choice.grantFor().is(site)) {
            all.add(new Elsewhere(CredentialKind.OAUTH, choice.grantFor().mismatch(site)));
        }
        tokens.mismatch(site)
                .ifPresent(why -> all.add(new Elsewhere(CredentialKind.API_TOKEN, why)));
        accounts.mismatch(site)
                .ifPresent(why -> all.add(new Elsewhere(CredentialKind.SERVICE, why)));
        return all;
    }

    /**
     * Why a site has no credential though one is stored under its name, one sentence for the person
     * who has to authorize it again; empty if it has one, or none is stored.
     */
    public Optional<String> waiting(String site) {
        return kind(site).isPresent()
                ? Optional.empty()
                : elsewhere(site).stream()
                        .map(
                                stored ->
                                        stored.why()
                                                + "; authorize the site again, or set its URL back: "
                                                + apps.link(site))
                        .findFirst();
    }

    /** Chooses which of its credentials a site uses. */
    public void prefer(String site, CredentialKind kind) {
        choices.prefer(sites.get(site).name(), kind);
        history.byUser(Kind.CHOSEN, site, "", List.of(), kind.words());
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
        Site target = sites.get(site);
        String name = target.name();
        tokens.enter(target, email, token, scoped);
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

    /**
     * Stores the OAuth 2.0 credential of a service account for a site and uses it.
     *
     * @throws IllegalArgumentException with one sentence, if one of them is missing
     */
    public void enterServiceAccount(String site, String clientId, Secret clientSecret) {
        Site target = sites.get(site);
        accounts.enter(target, clientId, clientSecret);
        choices.prefer(target.name(), CredentialKind.SERVICE);
        history.byUser(
                Kind.ACCOUNT_STORED, target.name(), "", List.of(), "client id " + clientId.strip());
        events.publishEvent(new SiteChanged(target.name()));
    }

    /** The site that the entered API token was tried at is the one it was given for. */
    public void tokenWorks(String site) {
        tokens.works(sites.get(site));
    }

    /**
     * Forgets a site's grant, or the service account or API token entered on the console.
     *
     * @return whether there was one; what the properties give can only be removed there
     */
    public boolean forget(String site, CredentialKind kind) {
        boolean there =
                switch (kind) {
                    case OAUTH -> forgetGrant(site);
                    case SERVICE -> accounts.forget(site);
                    case API_TOKEN -> tokens.forget(site);
                };
        if (!there) {
            return false;
        }
        history.byUser(Kind.REMOVED, site, "", List.of(), kind.words());
        events.publishEvent(new SiteChanged(site));
        return true;
    }

    private boolean forgetGrant(String site) {
        Optional<String> grant = storedGrant(site);
        if (grant.isPresent()) {
            choices.detach(site);
            grant.filter(id -> !choices.used(id)).ifPresent(store::remove);
        }
        return grant.isPresent();
    }

    /** Gives a site a grant, and forgets the one it had if no other site uses that. */
    public void attach(String site, String grantId, String cloudId) {
        Optional<String> before = storedGrant(site).filter(id -> !id.equals(grantId));
        sites.rememberCloudId(site, cloudId);
        choices.attach(site, grantId, GivenFor.site(sites.get(site)));
        events.publishEvent(new SiteChanged(site));
        before.filter(id -> !choices.used(id)).ifPresent(store::remove);
        if (before.isPresent()) {
            history.byUser(
                    Kind.REMOVED, site, "", List.of(), "the grant before, by the new consent");
        }
    }

    private Optional<String> storedGrant(String site) {
        return Optional.ofNullable(choices.of(site).grantId());
    }

    public boolean oauthConfigured(String site) {
        return apps.forSite(site).isPresent();
    }
}
