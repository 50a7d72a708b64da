package dev.kbsync.simulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.SimulatedClock;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.faults.Faults;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.oauth.InvalidGrantException;
import dev.kbsync.simulator.oauth.OAuthApp;
import dev.kbsync.simulator.oauth.ServiceAccount;
import dev.kbsync.simulator.oauth.Tokens;
import dev.kbsync.simulator.rest.Limits;
import dev.kbsync.simulator.rest.Stats;
import dev.kbsync.simulator.site.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything a test can do to the simulated world: sites and their content, tokens, scopes, faults,
 * time, limits, statistics. The HTTP control API does the same, and nothing more.
 */
public final class Control {
    private final List<SiteControl> sites;
    private final SimulatedClock clock;
    private final OAuthApp app;
    private final ServiceAccount service;
    private final Tokens tokens;
    private final Faults faults;
    private final Limits limits;
    private final Stats stats;

    public Control(
            List<Site> sites,
            SimulatedClock clock,
            OAuthApp app,
            ServiceAccount service,
            Tokens tokens,
            Faults faults,
            Limits limits,
            Stats stats) {
        this.sites = sites.stream().map(SiteControl::new).toList();
        this.clock = clock;
        this.app = app;
        this.service = service;
        this.tokens = tokens;
        this.faults = faults;
        this.limits = limits;
        this.stats = stats;
    }

    /** The first site. */
    public SiteControl site() {
        return sites.get(0);
    }

    /**
     * The site of a name.
     *
     * @throws NoSuchElementException if there is no site of this name
     */
    public SiteControl site(String name) {
        return sites.stream()
                .filter(control -> control.site().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No site is named " + name));
    }

    /** All sites, the first one first. */
    public List<SiteControl> sites() {
        return sites;
    }

    /** Gives consent without a browser, to all sites. */
    public Tokens.Pair authorize(String... scopes) {
        return authorize(List.of(scopes), sites.stream().map(s -> s.site().name()).toList());
    }

    /** Gives consent without a browser. */
    public Tokens.Pair authorize(Collection<String> scopes, Collection<String> siteNames) {
        List<String> cloudIds =
                siteNames.stream().map(name -> site(name).site().cloudId()).toList();
        try {
            return tokens.exchange(
                    tokens.consent(app.granted(new TreeSet<>(scopes)), cloudIds, ""), "");
        } catch (InvalidGrantException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Lets every access token expire. */
    public void expireAccessTokens() {
        tokens.expireAccessTokens();
    }

    /** Lets every refresh token expire, as after 90 days without use. */
    public void expireRefreshTokens() {
        tokens.expireRefreshTokens();
    }

    /** Ends the grant: the token endpoint answers {@code invalid_grant}, no site is left. */
    public void revokeGrant() {
        tokens.revokeGrant();
    }

    /** Takes access away: the API answers 403 while refreshing still works. */
    public void revokeAccess() {
        tokens.revokeAccess(true);
    }

    public void restoreAccess() {
        tokens.revokeAccess(false);
    }

    /** Removes the credential of the service account, or puts it back. */
    public void revokeServiceAccount(boolean revoked) {
        service.revoke(revoked);
    }

    /** Which scopes the credential of the service account has from now on. */
    public void serviceAccountScopes(Collection<String> scopes) {
        service.scopes(scopes);
    }

    /** Revokes every family of refresh tokens, as after reuse of an old one. */
    public void forgetGrants() {
        tokens.forget();
    }

    public void tokenLifetimes(Duration access, Duration leeway) {
        tokens.lifetimes(access, leeway);
    }

    /** Which scopes the app may ask for from now on. */
    public void enableScopes(Collection<String> scopes) {
        app.enable(scopes);
    }

    /** Limits what consents grant from now on, whatever is asked for; null lifts the limit. */
    public void grantAtMost(@Nullable Collection<String> scopes) {
        app.grantAtMost(scopes);
    }

    /** Switches faults on; one of the same kind that is on already is replaced. */
    public void faults(Fault... on) {
        faults.set(List.of(on));
    }

    public void clearFaults() {
        faults.clear();
    }

    /** How many requests faults of a kind have struck since the start. */
    public int strikes(FaultKind kind) {
        return faults.strikes(kind);
    }

    /** The faults that are on. */
    public List<Fault> activeFaults() {
        return faults.all();
    }

    /** Lets time pass at once. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    /** What time it is in the simulated world. */
    public Instant now() {
        return clock.now();
    }

    /** How many points the app has per hour from now on. */
    public void quota(int pointsPerHour) {
        limits.quota(pointsPerHour);
    }

    /**
     * Switches the burst limit on or off.
     *
     * @param requests how many requests one route takes in a window; 0 for no burst limit
     */
    public void burst(int requests, Duration window) {
        limits.burst(requests, window);
    }

    /** How many requests a route had, such as {@code GET /wiki/rest/api/search}. */
    public long requests(String route) {
        return stats.requests(route);
    }

    /** How many requests a route had with one status. */
    public long requests(String route, int status) {
        return stats.requests(route, status);
    }

    public Tokens tokens() {
        return tokens;
    }

    public Limits limits() {
        return limits;
    }

    /** Requests by route and status, points spent, tokens issued. */
    public ObjectNode stats() {
        ObjectNode json = Json.object();
        json.set("requests", stats.json());
        json.set("points", limits.json());
        json.set("tokens", tokens.json());
        return json;
    }

    public void resetStats() {
        stats.reset();
        limits.reset();
        tokens.resetStats();
    }
}
