package dev.kbsync.authorize;

import dev.kbsync.site.Secret;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.vault.CredentialStore;
import dev.kbsync.vault.CredentialStore.Versioned;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The API tokens of sites: entered on the console and kept encrypted, or given by the properties.
 */
@Component
public class ApiTokens {

    private final Sites sites;
    private final SiteCredentialStore choices;
    private final CredentialStore store;

    public ApiTokens(Sites sites, SiteCredentialStore choices, CredentialStore store) {
        this.sites = sites;
        this.choices = choices;
        this.store = store;
    }

    /** The API token entered on the console, or else the one of the properties. */
    Optional<ApiToken> of(Site site) {
        return entered(site).or(() -> configured(site.name()));
    }

    /** The API token entered on the console, unless it was given for another address. */
    Optional<ApiToken> entered(Site site) {
        return choices.of(site.name()).tokenFor().is(site)
                ? store.find(id(site.name()), ApiToken.class).map(Versioned::value)
                : Optional.empty();
    }

    private Optional<ApiToken> configured(String site) {
        return sites.settings(site)
                .map(own -> new ApiToken(own.email(), own.apiToken(), own.apiTokenScoped()))
                .filter(
                        token ->
                                token.token().isPresent()
                                        && (token.scoped() || !token.email().isBlank()));
    }

    /** Why the one that was entered is not used for the site; empty if it is, or there is none. */
    Optional<String> mismatch(Site site) {
        GivenFor given = choices.of(site.name()).tokenFor();
        return !given.is(site) && store.version(id(site.name())) > 0
                ? Optional.of(given.mismatch(site))
                : Optional.empty();
    }

    /**
     * Stores one for a site.
     *
     * @throws IllegalArgumentException with one sentence, if a part is missing
     */
    void enter(Site site, String email, Secret token, boolean scoped) {
        boolean known = email.contains("@") || (scoped && email.isBlank());
        if (!known || !token.isPresent()) {
            throw new IllegalArgumentException(
                    "Enter both the account's e-mail address and its API token; only a service account's token can do without an e-mail.");
        }
        String id = id(site.name());
        ApiToken entered = new ApiToken(email.strip(), new Secret(token.value().strip()), scoped);
        if (!store.replace(id, entered, store.version(id))) {
            throw new IllegalArgumentException(
                    "Somebody else changed the API token at the same moment; look at it and enter it again.");
        }
        choices.tokenGiven(site.name(), GivenFor.site(site));
    }

    /** The site that the entered one was tried at is the one it was given for. */
    void works(Site site) {
        if (entered(site).isPresent()) {
            choices.tokenGiven(site.name(), GivenFor.site(site));
        }
    }

    /** Forgets the one that was entered; false if there was none. */
    boolean forget(String site) {
        boolean there = store.version(id(site)) > 0;
        if (there) {
            store.remove(id(site));
        }
        return there;
    }

    private static String id(String site) {
        return "api-token-" + site;
    }
}
