package dev.kbsync.simulator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.http.Json;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A fault that is switched on.
 *
 * @param kind what goes wrong
 * @param settings how, in JSON: {@code count}, {@code probability}, {@code seed}, {@code path} and
 *     what the kind knows
 */
public record Fault(FaultKind kind, JsonNode settings) {
    private static final Pattern ANYTHING = Pattern.compile("");

    /** A fault without settings: every request is struck. */
    public static Fault always(FaultKind kind) {
        return new Fault(kind, Json.object());
    }

    /** A fault that strikes the next few requests only. */
    public static Fault times(FaultKind kind, int count) {
        return new Fault(kind, Json.object().put("count", count));
    }

    /** How many requests are still to be struck. */
    int count() {
        return settings.path("count").asInt(Integer.MAX_VALUE);
    }

    double probability() {
        return settings.path("probability").asDouble(1);
    }

    long seed() {
        return settings.path("seed").asLong(1);
    }

    /** What has to be found in the path and query of a request: a regular expression. */
    Pattern path() {
        return settings.has("path") ? Pattern.compile(settings.get("path").asText()) : ANYTHING;
    }

    public int number(String setting, int otherwise) {
        return settings.path(setting).asInt(otherwise);
    }

    public String text(String setting, String otherwise) {
        return settings.path(setting).asText(otherwise);
    }

    /** How long {@link FaultKind#SLOW} takes. */
    Duration delay() {
        return Duration.parse(text("delay", "PT1S"));
    }
}
