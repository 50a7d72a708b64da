package dev.kbsync.simulator;

import dev.kbsync.simulator.oauth.Scopes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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

            A value follows its option after a blank or an equals sign: --port 8502, --port=8502.
            Durations are seconds or ISO 8601, such as 90 or PT1M30S.
            """;

    private static final Map<String, Consumer<SimulatorOptions>> SWITCHES =
            Map.of(
                    "--verbose", options -> options.verbose(true),
                    "--no-handbook", options -> options.handbook(false));

    private static final Map<String, Option> OPTIONS =
            Map.ofEntries(
                    entry("--port", (to, value) -> to.port(Integer.parseUnsignedInt(value))),
                    entry("--host", SimulatorOptions::host),
                    entry("--sites", (to, value) -> to.sites(Integer.parseUnsignedInt(value))),
                    entry("--pages", (to, value) -> to.pages(folder(value))),
                    entry("--scale", (to, value) -> to.scale(Integer.parseUnsignedInt(value))),
                    entry("--redirect-uri", SimulatorOptions::redirectUri),
                    entry("--enabled-scopes", (to, value) -> to.enabledScopes(Scopes.parse(value))),
                    entry("--token-scopes", (to, value) -> to.tokenScopes(Scopes.parse(value))),
                    entry("--token-lifetime", (to, value) -> to.tokenLifetime(duration(value))),
                    entry("--leeway", (to, value) -> to.leeway(duration(value))),
                    entry("--index-delay", (to, value) -> to.indexDelay(duration(value))),
                    entry("--zone", (to, value) -> to.zone(ZoneId.of(value))),
                    entry("--quota", (to, value) -> to.quota(Integer.parseUnsignedInt(value))));

    /** Sets an option to a value as it was written. */
    @FunctionalInterface
    private interface Option {
        void set(SimulatorOptions options, String value);
    }

    private CommandLine() {}

    private static Map.Entry<String, Option> entry(String name, Option option) {
        return Map.entry(name, option);
    }

    /**
     * Reads options as {@code --port 8502} or {@code --port=8502}.
     *
     * @return the options, nothing if help was asked for
     * @throws IllegalArgumentException saying what is wrong
     */
    static Optional<SimulatorOptions> parse(List<String> arguments) {
        SimulatorOptions options = new SimulatorOptions();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.equals("--help") || argument.equals("-h")) {
                return Optional.empty();
            }
            Consumer<SimulatorOptions> turn = SWITCHES.get(argument);
            if (turn != null) {
                turn.accept(options);
            } else {
                read(argument, rest, options);
            }
        }
        return Optional.of(options);
    }

    private static void read(String argument, Iterator<String> rest, SimulatorOptions options) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Option option = OPTIONS.get(name);
        if (option == null) {
            throw unknown(name);
        }
        if (equals < 0 && !rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
        try {
            option.set(options, value);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new IllegalArgumentException(
                    "%s cannot be \"%s\": %s".formatted(name, value, wrong.getMessage()), wrong);
        }
    }

    private static IllegalArgumentException unknown(String name) {
        String problem =
                SWITCHES.containsKey(name)
                        ? name + " takes no value"
                        : "unknown " + (name.startsWith("-") ? "option " : "argument ") + name;
        return new IllegalArgumentException(problem + "; see --help");
    }

    private static Duration duration(String value) {
        return value.matches("\\d+")
                ? Duration.ofSeconds(Long.parseLong(value))
                : Duration.parse(value);
    }

    private static Path folder(String value) {
        Path folder = Path.of(value);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("it is no folder");
        }
        return folder;
    }
}
