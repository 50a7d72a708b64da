package dev.kbsync.simulator;

import dev.kbsync.simulator.rest.Watcher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator is to be. Every method changes these options and answers them, so that calls can
 * be chained: {@code new SimulatorOptions().port(0).scale(1000)}.
 */
public final class SimulatorOptions {
    private String host = "localhost";
    private int port = 8502;
    private int sites = 1;
    private int scale;
    private boolean handbook = true;
    private boolean verbose;
    private int quota = 65_000;
    private Duration tokenLifetime = Duration.ofHours(1);
    private Duration leeway = Duration.ofMinutes(10);
    private Duration indexDelay = Duration.ofSeconds(2);
    private ZoneId zone = ZoneId.of("America/Los_Angeles");
    private Clock clock = Clock.systemUTC();
    private Watcher watcher = Watcher.NONE;
    private @Nullable Set<String> enabledScopes;
    private @Nullable Set<String> tokenScopes;
    private final List<Path> pages = new ArrayList<>();
    private final List<String> redirectUris = new ArrayList<>();

    /** A site without pages, on any free port, whose search knows everything at once. */
    public static SimulatorOptions bare() {
        return new SimulatorOptions().port(0).handbook(false).indexDelay(Duration.ZERO);
    }

    /** Address to listen on; links always say {@code localhost}. */
    public SimulatorOptions host(String address) {
        host = address;
        return this;
    }

    /** Port of the first address, 0 for any free one. */
    public SimulatorOptions port(int number) {
        port = number;
        return this;
    }

    /** How many sites there are. */
    public SimulatorOptions sites(int count) {
        sites = count;
        return this;
    }

    /** Adds a space made of a folder of storage-format files. */
    public SimulatorOptions pages(Path folder) {
        pages.add(folder);
        return this;
    }

    /** Adds a space {@code SCALE} of so many generated pages. */
    public SimulatorOptions scale(int count) {
        scale = count;
        return this;
    }

    /** Whether the space {@code HANDBOOK} is there. */
    public SimulatorOptions handbook(boolean included) {
        handbook = included;
        return this;
    }

    /** Whether every request is logged. */
    public SimulatorOptions verbose(boolean logs) {
        verbose = logs;
        return this;
    }

    /** Rate limit points per hour of the OAuth app. */
    public SimulatorOptions quota(int points) {
        quota = points;
        return this;
    }

    /** How long access tokens are good. */
    public SimulatorOptions tokenLifetime(Duration lifetime) {
        tokenLifetime = lifetime;
        return this;
    }

    /** How long a refresh token may be used again after its successor was issued. */
    public SimulatorOptions leeway(Duration duration) {
        leeway = duration;
        return this;
    }

    /** How long a change takes to reach search. */
    public SimulatorOptions indexDelay(Duration delay) {
        indexDelay = delay;
        return this;
    }

    /** The zone that dates in queries are read in. */
    public SimulatorOptions zone(ZoneId id) {
        zone = id;
        return this;
    }

    /** The clock that simulated time is ahead of. */
    public SimulatorOptions clock(Clock base) {
        clock = base;
        return this;
    }

    /** Who sees every request of the REST routes with its answer. */
    public SimulatorOptions watcher(Watcher who) {
        watcher = who;
        return this;
    }

    /** Scopes the app may ask for; by default all there are. */
    public SimulatorOptions enabledScopes(Set<String> scopes) {
        enabledScopes = scopes;
        return this;
    }

    /** Scopes of the scoped API token; by default all there are. */
    public SimulatorOptions tokenScopes(Set<String> scopes) {
        tokenScopes = scopes;
        return this;
    }

    /** Registers another address that consent may return to. */
    public SimulatorOptions redirectUri(String uri) {
        redirectUris.add(uri);
        return this;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    int sites() {
        return sites;
    }

    int scale() {
        return scale;
    }

    boolean handbook() {
        return handbook;
    }

    boolean verbose() {
        return verbose;
    }

    int quota() {
        return quota;
    }

    Duration tokenLifetime() {
        return tokenLifetime;
    }

    Duration leeway() {
        return leeway;
    }

    Duration indexDelay() {
        return indexDelay;
    }

    ZoneId zone() {
        return zone;
    }

    Watcher watcher() {
        return watcher;
    }

    Clock clock() {
        return clock;
    }

    @Nullable Set<String> enabledScopes() {
        return enabledScopes;
    }

    @Nullable Set<String> tokenScopes() {
        return tokenScopes;
    }

    List<Path> pages() {
        return pages;
    }

    List<String> redirectUris() {
        return redirectUris;
    }
}
