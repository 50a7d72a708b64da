package dev.kbsync.authorize.grant;

import dev.kbsync.authorize.ApiTokens;
import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.authorize.OAuthProperties;
import dev.kbsync.authorize.ServiceAccounts;
import dev.kbsync.authorize.SiteCredentialStore;
import dev.kbsync.authorize.SiteCredentials;
import dev.kbsync.authorize.TokenProblems;
import dev.kbsync.confluence.AtlassianHttp;
import dev.kbsync.confluence.AtlassianProperties;
import dev.kbsync.confluence.ConfluenceProperties;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.egress.TestEgress;
import dev.kbsync.history.Audit;
import dev.kbsync.simulator.oauth.Tokens.Pair;
import dev.kbsync.site.Secret;
import dev.kbsync.site.Site;
import dev.kbsync.site.SiteProperties;
import dev.kbsync.site.Sites;
import dev.kbsync.site.TestSites;
import dev.kbsync.vault.CredentialStore;
import dev.kbsync.vault.CredentialStore.Versioned;
import dev.kbsync.vault.Vault;
import dev.kbsync.vault.VaultKey;
import dev.kbsync.vault.store.TestStores;
import dev.kbsync.vault.store.TestStores.Place;
import dev.kbsync.vault.store.TokenStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What refreshes grants, put together as the application does it, as one process sees it. */
final class Custody implements AutoCloseable {

    static final String GRANT = "grant-under-test";

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final TestDatabase database;
    private final TokenStore store;
    private final Clock clock;
    final GrantStore grants;
    final GrantedSites granted;
    final Audit history;
    final SiteCredentials credentials;
    final TokenRefresher refreshing;
    final ServiceTokens services;
    final List<Object> lost = new CopyOnWriteArrayList<>();
    final Revocations revocations;
    final GrantKeeper care;
    final AccessTokens access;

    /** How often a site was looked up in the database. */
    final AtomicInteger lookups = new AtomicInteger();

    private final Sites sites;

    /**
     * @param patience how long an answer with tokens may take
     * @param watched puts something between the store and what uses it
     */
    Custody(
            Place place,
            String atlassianUrl,
            Clock clock,
            Duration patience,
            UnaryOperator<TokenStore> watched) {
        this.clock = clock;
        database =
                place.kind().equals("postgres")
                        ? TestDatabase.at(place.folder(), place.address())
                        : TestDatabase.sqlite(place.folder());
        store = place.open(database, clock);
        TokenStore tokens = watched.apply(store);
        Vault vault = new Vault(List.of(VaultKey.parse(KEY, "test")));
        CredentialStore sealed = new CredentialStore(tokens, vault);
        AtlassianProperties atlassian =
                new AtlassianProperties(
                        URI.create(atlassianUrl), URI.create(atlassianUrl), patience);
        AtlassianHttp http = new AtlassianHttp(atlassian, TestEgress.direct());
        sites =
                TestSites.demo(
                        counted(database.jdbc()),
                        clock,
                        atlassianUrl,
                        new SiteProperties.ServiceAccount(
                                "simulator-service-client",
                                new Secret("simulator-service-secret")));
        OAuthApps apps =
                new OAuthApps(
                        new OAuthProperties(
                                "simulator-client",
                                new Secret("simulator-secret"),
                                "http://localhost:8501/auth/callback",
                                List.of(),
                                Map.of()),
                        atlassian,
                        sites);
        SiteCredentialStore choices = new SiteCredentialStore(database.jdbc());
        grants = new GrantStore(sealed);
        granted = new GrantedSites(http);
        history = new Audit(database.jdbc(), clock);
        ServiceAccounts accounts = new ServiceAccounts(sites, sealed);
        credentials =
                new SiteCredentials(
                        sites,
                        choices,
                        accounts,
                        new ApiTokens(sites, choices, sealed),
                        sealed,
                        apps,
                        history,
                        event -> {});
        RefreshReporter notes =
                new RefreshReporter(
                        grants,
                        choices,
                        history,
                        apps,
                        event -> {},
                        new SimpleMeterRegistry(),
                        clock);
        TokenClient client =
                new TokenClient(
                        http,
                        new ConfluenceProperties(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(60),
                                5),
                        clock);
        TokenTurns turns = new TokenTurns(tokens);
        refreshing =
                new TokenRefresher(
                        turns,
                        grants,
                        client,
                        apps,
                        new RefreshRecorder(grants, notes, clock),
                        notes,
                        clock);
        services =
                new ServiceTokens(
                        accounts,
                        sealed,
                        turns,
                        client,
                        new ServiceTokenReporter(
                                history, apps, lost::add, new SimpleMeterRegistry()),
                        apps,
                        clock);
        revocations = new Revocations(granted, notes, clock);
        care =
                new GrantKeeper(
                        sites,
                        credentials,
                        grants,
                        refreshing,
                        services,
                        revocations,
                        history,
                        new CareProperties(Duration.ofMinutes(1), Duration.ofDays(7), Secret.NONE),
                        clock);
        access =
                new AccessTokens(
                        sites,
                        credentials,
                        grants,
                        refreshing,
                        accounts,
                        services,
                        revocations,
                        granted,
                        apps,
                        new TokenProblems(credentials),
                        atlassian,
                        clock);
    }

    private JdbcClient counted(JdbcClient jdbc) {
        return (JdbcClient)
                Proxy.newProxyInstance(
                        JdbcClient.class.getClassLoader(),
                        new Class<?>[] {JdbcClient.class},
                        (proxy, method, args) -> {
                            if (String.valueOf(args[0]).contains("from site ")) {
                                lookups.incrementAndGet();
                            }
                            return method.invoke(jdbc, args);
                        });
    }

    Custody(Place place, String atlassianUrl, Clock clock) {
        this(place, atlassianUrl, clock, same -> same);
    }

    Custody(Place place, String atlassianUrl, Clock clock, UnaryOperator<TokenStore> watched) {
        this(place, atlassianUrl, clock, Duration.ofSeconds(30), watched);
    }

    /** Stores what a consent gave, for the site {@code demo}. */
    Grant consented(Pair pair, String cloudId) {
        Grant grant =
                new Grant(
                        GRANT,
                        OAuthApps.DEFAULT,
                        "simulator-client",
                        new TreeSet<>(pair.scopes()),
                        new Secret(pair.access()),
                        clock.instant().plus(pair.lifetime()),
                        pair.refresh() == null ? null : new Secret(pair.refresh()),
                        null,
                        null,
                        clock.instant(),
                        "admin",
                        clock.instant(),
                        null,
                        List.of());
        grants.replace(grant, 0);
        credentials.attach("demo", GRANT, cloudId);
        return grant;
    }

    Grant stored() {
        return grants.find(GRANT).map(Versioned::value).orElseThrow();
    }

    Site site() {
        return sites.get("demo");
    }

    Grant refresh() {
        return refreshing.refresh(GRANT, stored().accessToken(), "demo");
    }

    @Override
    public void close() {
        TestStores.close(store);
        database.close();
    }
}
