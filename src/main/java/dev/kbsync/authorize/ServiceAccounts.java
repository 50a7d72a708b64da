package dev.kbsync.authorize;

import dev.kbsync.site.Secret;
import dev.kbsync.site.SetupException;
import dev.kbsync.site.Site;
import dev.kbsync.site.SiteProperties.Entry;
import dev.kbsync.site.Sites;
import dev.kbsync.vault.CredentialStore;
import dev.kbsync.vault.CredentialStore.Versioned;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The service accounts of sites: entered on the console and kept encrypted, or given by the
 * properties.
 */
@Component
public class ServiceAccounts {

    private final Sites sites;
    private final CredentialStore store;

    /** One that was entered, with the site it was entered for: it is sent for no other. */
    private record Entered(ServiceAccount account, GivenFor givenFor) {}

    /**
     * @throws SetupException if the properties of a site have a client id and no secret, or the
     *     other way round
     */
    public ServiceAccounts(Sites sites, CredentialStore store) {
        this.sites = sites;
        this.store = store;
        for (String name : sites.configuredNames()) {
            sites.settings(name)
                    .map(Entry::serviceAccount)
                    .filter(
                            account ->
                                    account.clientId().isBlank()
                                            == account.clientSecret().isPresent())
                    .ifPresent(
                            half -> {
                                throw new SetupException(
                                        "The service account of site \"%s\" needs both its client id and its client secret: CONFLUENCE_SERVICE_ACCOUNT_CLIENT_ID and CONFLUENCE_SERVICE_ACCOUNT_CLIENT_SECRET, or kbsync.sites.%s.service-account.client-id and .client-secret."
                                                .formatted(name, name));
                            });
        }
    }

    /** The service account entered on the console, or else the one of the properties. */
    public Optional<ServiceAccount> of(Site site) {
        return entered(site).or(() -> configured(site.name()));
    }

    /** As {@link #of(Site)}. */
    public Optional<ServiceAccount> of(String site) {
        return of(sites.get(site));
    }

    /** The service account entered on the console, unless it was given for another address. */
    public Optional<ServiceAccount> entered(String site) {
        return entered(sites.get(site));
    }

    private Optional<ServiceAccount> entered(Site site) {
        return stored(site.name())
                .filter(entered -> entered.givenFor().is(site))
                .map(Entered::account);
    }

    private Optional<ServiceAccount> configured(String site) {
        return sites.settings(site)
                .map(Entry::serviceAccount)
                .filter(account -> account.clientSecret().isPresent())
                .map(
                        account ->
                                new ServiceAccount(
                                        account.clientId().strip(),
                                        new Secret(account.clientSecret().value().strip())));
    }

    /** Why the one that was entered is not used for the site; empty if it is, or there is none. */
    Optional<String> mismatch(Site site) {
        return stored(site.name())
                .map(Entered::givenFor)
                .filter(given -> !given.is(site))
                .map(given -> given.mismatch(site));
    }

    /**
     * Stores one for a site.
     *
     * @throws IllegalArgumentException with one sentence, if a part is missing
     */
    void enter(Site site, String clientId, Secret clientSecret) {
        if (clientId.isBlank() || !clientSecret.isPresent()) {
            throw new IllegalArgumentException(
                    "Enter both the client id and the client secret of the service account's credential.");
        }
        Secret secret = new Secret(clientSecret.value().strip());
        Entered entered =
                new Entered(new ServiceAccount(clientId.strip(), secret), GivenFor.site(site));
        if (!store.replace(id(site.name()), entered, store.version(id(site.name())))) {
            throw new IllegalArgumentException(
                    "Somebody else changed the service account at the same moment; look at it and enter it again.");
        }
    }

    /** Forgets the one that was entered, and its access token; false if there was none. */
    boolean forget(String site) {
        boolean there = store.version(id(site)) > 0;
        if (there) {
            store.remove(id(site));
            store.remove(tokenId(site));
        }
        return there;
    }

    /** The name of the entry that a site's access token is kept under. */
    public static String tokenId(String site) {
        return "service-token-" + site;
    }

    private Optional<Entered> stored(String site) {
        return store.find(id(site), Entered.class).map(Versioned::value);
    }

    private static String id(String site) {
        return "service-account-" + site;
    }
}
