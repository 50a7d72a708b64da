package dev.kbsync.simulator;

import dev.kbsync.simulator.oauth.Scopes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Reads the simulator's command line. */
final class CommandLine {
    static final String HELP =
            """
            Usage: simulator [option]...

              --port P              port of authorization server, gateway and first site
                                    (default 8502; 0: any free one)
              --host ADDRESS        address to listen on (default localhost; 0.0.0.0: all)
              --sites N             number of sites; each further one has the next port
              --pages DIR           a space of the storage-format files below DIR; repeatable
              --scale N             a space SCALE of N generated pages
              --no-handbook         without the space HANDBOOK that ships with the simulator
              --redirect-uri URI    another address consent may return to; repeatable
              --enabled-scopes S    scopes the app may ask for, divided by blanks (default: all)
              --token-scopes S      scopes of the scoped API token (default: all)
              --token-lifetime D    lifetime of access tokens (default PT1H)
              --leeway D            time a refresh token may be used again (default PT10M)
              --index-delay D       time a change takes to reach search (default PT2S)
              --zone ZONE           zone of dates in queries (default America/Los_Angeles)
              --quota N             rate limit points per hour (default 65000)
              --verbose             a line for every request
              --help                this text

            Durations are seconds or ISO 8601, such as 90 or PT1M30S.
            """;

    private CommandLine() {}

    /**
     * @return the options, nothing if help was asked for
     * @throws IllegalArgumentException saying what is wrong
     */
    static Optional<SimulatorOptions> parse(List<String> arguments) {
        SimulatorOptions options = new SimulatorOptions();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String flag = rest.next();
            switch (flag) {
                case "--help", "-h" -> {
                    return Optional.empty();
                }
                case "--verbose" -> options.verbose(true);
                case "--no-handbook" -> options.handbook(false);
                default -> set(options, flag, value(flag, rest));
            }
        }
        return Optional.of(options);
    }

    private static void set(SimulatorOptions options, String flag, String value) {
        switch (flag) {
            case "--port" -> options.port(number(flag, value));
            case "--host" -> options.host(value);
            case "--sites" -> options.sites(number(flag, value));
            case "--pages" -> options.pages(folder(value));
            case "--scale" -> options.scale(number(flag, value));
            case "--redirect-uri" -> options.redirectUri(value);
            case "--enabled-scopes" -> options.enabledScopes(Scopes.parse(value));
            case "--token-scopes" -> options.tokenScopes(Scopes.parse(value));
            case "--token-lifetime" -> options.tokenLifetime(duration(value));
            case "--leeway" -> options.leeway(duration(value));
            case "--index-delay" -> options.indexDelay(duration(value));
            case "--zone" -> options.zone(ZoneId.of(value));
            case "--quota" -> options.quota(number(flag, value));
            default -> throw new IllegalArgumentException("unknown option " + flag);
        }
    }

    private static String value(String flag, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(
                    flag.startsWith("--") ? flag + " needs a value" : "unknown argument " + flag);
        }
        return rest.next();
    }

    private static int number(String flag, String value) {
        try {
            return Integer.parseUnsignedInt(value);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(flag + " needs a number, not " + value, malformed);
        }
    }

    private static Duration duration(String value) {
        return value.matches("\\d+")
                ? Duration.ofSeconds(Long.parseLong(value))
                : Duration.parse(value);
    }

    private static Path folder(String value) {
        Path folder = Path.of(value);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--pages needs a folder, not " + value);
        }
        return folder;
    }
}
