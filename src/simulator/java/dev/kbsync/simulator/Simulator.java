package dev.kbsync.simulator;

import dev.kbsync.simulator.content.Seed;
import dev.kbsync.simulator.content.SimulatedClock;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.control.Control;
import dev.kbsync.simulator.control.ControlApi;
import dev.kbsync.simulator.faults.Faults;
import dev.kbsync.simulator.faults.Sabotage;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.http.WebServer;
import dev.kbsync.simulator.oauth.AuthorizationPages;
import dev.kbsync.simulator.oauth.OAuthApp;
import dev.kbsync.simulator.oauth.Resources;
import dev.kbsync.simulator.oauth.Scopes;
import dev.kbsync.simulator.oauth.ServiceAccount;
import dev.kbsync.simulator.oauth.TokenEndpoint;
import dev.kbsync.simulator.oauth.Tokens;
import dev.kbsync.simulator.rest.ApiTokens;
import dev.kbsync.simulator.rest.Gateway;
import dev.kbsync.simulator.rest.Limits;
import dev.kbsync.simulator.rest.Media;
import dev.kbsync.simulator.rest.RestApi;
import dev.kbsync.simulator.rest.SiteDomain;
import dev.kbsync.simulator.rest.Stats;
import dev.kbsync.simulator.sample.Handbook;
import dev.kbsync.simulator.sample.PagesFolder;
import dev.kbsync.simulator.sample.ScaleSpace;
import dev.kbsync.simulator.site.Site;
import dev.kbsync.simulator.v1.V1Routes;
import dev.kbsync.simulator.v2.V2Routes;
import dev.kbsync.simulator.web.WikiPages;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An Atlassian Cloud that runs here: authorization server, API gateway and the first site on one
 * address, further sites on addresses of their own.
 *
 * <p>Started as a process by {@link #main}, or within a test:
 *
 * <pre>{@code
 * try (Simulator atlassian = Simulator.start(new SimulatorOptions().port(0))) {
 *     String token = atlassian.control().authorize("search:confluence").access();
 *     ...
 * }
 * }</pre>
 */
public final class Simulator implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("demo", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth");

    /** When the newest of what every simulator starts with was saved. */
    private static final Instant SOWN = Instant.parse("2025-06-01T08:00:00Z");

    private final List<WebServer> servers = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    private final Faults faults = new Faults();
    private final Control control;

    private Simulator(SimulatorOptions options) {
        SimulatedClock clock = new SimulatedClock(options.clock());
        Seed seed = seed(options, clock);
        for (int i = 0; i < options.sites(); i++) {
            int port = options.port() == 0 ? 0 : options.port() + i;
            WebServer server = listen(options.host(), port);
            servers.add(server);
            String name = i < NAMES.size() ? NAMES.get(i) : "site" + (i + 1);
            String url = "http://localhost:" + server.port();
            sites.add(new Site(name, url, seed, clock, options.zone(), options.indexDelay()));
        }
        Stats stats = new Stats();
        Limits limits = new Limits(clock, options.quota());
        Sabotage sabotage = new Sabotage(faults);
        Tokens tokens =
                new Tokens(
                        clock,
                        options.tokenLifetime(),
                        options.leeway(),
                        sites.stream().map(Site::cloudId).toList());
        Media media = new Media(clock, servers.get(0).port(), sites);
        RestApi api = new RestApi(clock, limits, sabotage, stats, options.watcher());
        new V1Routes(faults, media).register(api);
        new V2Routes(faults, media).register(api);
        OAuthApp app =
                new OAuthApp(
                        options.redirectUris(),
                        Objects.requireNonNullElseGet(
                                options.enabledScopes(), () -> allScopes(api)));
        ApiTokens apiTokens =
                new ApiTokens(
                        Objects.requireNonNullElseGet(options.tokenScopes(), () -> allScopes(api)));
        ServiceAccount service = new ServiceAccount(allScopes(api));
        control = new Control(sites, clock, app, service, tokens, faults, limits, stats);
        FrontDoor.Platform platform =
                new FrontDoor.Platform(
                        new AuthorizationPages(app, tokens, sites),
                        new TokenEndpoint(tokens, service, faults),
                        new Resources(tokens, sites),
                        new Gateway(api, tokens, apiTokens, sites),
                        media,
                        sabotage);
        for (int i = 0; i < servers.size(); i++) {
            FrontDoor door =
                    new FrontDoor(
                            sites.get(i),
                            i == 0 ? platform : null,
                            new SiteDomain(api, apiTokens),
                            new WikiPages(),
                            new ControlApi(control),
                            stats);
            servers.get(i).serve(options.verbose() ? logged(door::answer) : door::answer);
        }
    }

    /**
     * Starts a simulator that runs until it is closed.
     *
     * @throws UncheckedIOException if an address is taken or a folder cannot be read
     */
    public static Simulator start(SimulatorOptions options) {
        return new Simulator(options);
    }

    /** Runs until the process is stopped. See {@code --help}. */
    public static void main(String[] arguments) {
        try {
            Optional<SimulatorOptions> options = CommandLine.parse(List.of(arguments));
            if (options.isEmpty()) {
                System.out.print(CommandLine.HELP);
                return;
            }
            System.out.println(start(options.get()).greeting());
        } catch (IllegalArgumentException | UncheckedIOException wrong) {
            System.err.println("simulator: " + wrong.getMessage());
            System.exit(2);
        }
    }

    private static Seed seed(SimulatorOptions options, SimulatedClock clock) {
        Seed seed = new Seed();
        // Fixed, so that a restart changes no time; but never in the future.
        Instant sown = clock.now().isBefore(SOWN) ? clock.now() : SOWN;
        if (options.handbook()) {
            Handbook.load(seed, sown);
        }
        for (Path folder : options.pages()) {
            new PagesFolder(folder).load(seed, sown);
        }
        if (options.scale() > 0) {
            new ScaleSpace(options.scale()).load(seed, sown);
        }
        return seed;
    }

    private WebServer listen(String host, int port) {
        try {
            return new WebServer(host, port);
        } catch (UncheckedIOException taken) {
            close();
            throw taken;
        }
    }

    private static Set<String> allScopes(RestApi api) {
        Set<String> scopes = new HashSet<>(api.scopes());
        scopes.add(Scopes.ME);
        return scopes;
    }

    private static Function<Request, Answer> logged(Function<Request, Answer> door) {
        return request -> {
            long began = System.nanoTime();
            Answer answer = door.apply(request);
            System.out.printf(
                    "%s %s -> %d, %d bytes, %.1f ms%n",
                    request.method(),
                    request.target(),
                    answer.status(),
                    answer.body().length,
                    (System.nanoTime() - began) / 1e6);
            return answer;
        };
    }

    /** Address of the authorization server, the gateway and the first site. */
    public String url() {
        return sites.get(0).url();
    }

    /** The sites: each has a name, an address and a cloud id. */
    public List<Site> sites() {
        return List.copyOf(sites);
    }

    /** What tests move this world with. */
    public Control control() {
        return control;
    }

    private String greeting() {
        String siteLines =
                sites.stream()
                        .map(
                                s ->
                                        "    %-8s %s   cloud id %s"
                                                .formatted(s.name(), s.url(), s.cloudId()))
                        .collect(Collectors.joining("\n"));
        String spaces =
                sites.get(0).content().spaces().stream()
                        .map(Space::key)
                        .collect(Collectors.joining(", "));
        return """
        Simulated Atlassian Cloud
          authorization server and API gateway   %1$s
          sites
        %2$s
          spaces on each site                    %3$s (%4$d pieces of content)
          OAuth app                              %5$s / %6$s
          service account (client credentials)   %9$s / %10$s
          API token, any e-mail (Basic)          %7$s
          API token with scopes, gateway only    %8$s
          for people                             %1$s/wiki/spaces
          control API                            %1$s/_simulator/
        """
                .formatted(
                        url(),
                        siteLines,
                        spaces,
                        sites.get(0).content().size(),
                        OAuthApp.CLIENT_ID,
                        OAuthApp.CLIENT_SECRET,
                        ApiTokens.UNSCOPED,
                        ApiTokens.SCOPED,
                        ServiceAccount.CLIENT_ID,
                        ServiceAccount.CLIENT_SECRET)
                .stripTrailing();
    }

    @Override
    public void close() {
        faults.clear();
        servers.forEach(WebServer::close);
    }
}
