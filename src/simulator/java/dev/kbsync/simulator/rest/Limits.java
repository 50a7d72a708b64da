package dev.kbsync.simulator.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.SimulatedClock;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The two limits of an OAuth app: points per hour, new at each full hour, and, if switched on, a
 * burst limit of requests to one route within seconds. API tokens know neither.
 */
public final class Limits {
    private final SimulatedClock clock;
    private int quota;
    private Instant hour = Instant.EPOCH;
    private int spentThisHour;
    private long spentInAll;
    private int burst;
    private Duration burstWindow = Duration.ofSeconds(1);
    private final Map<String, Window> windows = new HashMap<>();

    /** Requests to one route since the window began. */
    private record Window(Instant began, int requests) {}

    public Limits(SimulatedClock clock, int quota) {
        this.clock = clock;
        this.quota = quota;
    }

    public synchronized void quota(int pointsPerHour) {
        quota = pointsPerHour;
    }

    /**
     * Switches the burst limit on or off.
     *
     * @param requests how many one route takes in a window; 0 for no burst limit
     */
    public synchronized void burst(int requests, Duration window) {
        burst = requests;
        burstWindow = window;
        windows.clear();
    }

    /** The 429 for a request to a route, if a limit is reached; else the request is counted. */
    synchronized Optional<Answer> refuse(String route) {
        startHour();
        if (spentThisHour >= quota) {
            return Optional.of(
                    tooMany("confluence-quota-global-based", untilReset().toSeconds() + 1)
                            .with(headers()));
        }
        return burst > 0 ? refuseBurst(route) : Optional.empty();
    }

    private Optional<Answer> refuseBurst(String route) {
        Instant now = clock.now();
        Window window = windows.getOrDefault(route, new Window(now, 0));
        if (Duration.between(window.began(), now).compareTo(burstWindow) >= 0) {
            window = new Window(now, 0);
        }
        if (window.requests() >= burst) {
            Duration left = burstWindow.minus(Duration.between(window.began(), now));
            return Optional.of(
                    tooMany("confluence-burst-based", left.toSeconds() + 1).with(headers()));
        }
        windows.put(route, new Window(window.began(), window.requests() + 1));
        return Optional.empty();
    }

    static Answer tooMany(String reason, long retryAfter) {
        return Answer.json(
                        429, Json.object().put("code", 429).put("message", "Rate limit exceeded"))
                .with("Retry-After", Long.toString(retryAfter))
                .with("RateLimit-Reason", reason);
    }

    synchronized void spend(int points) {
        startHour();
        spentThisHour += points;
        spentInAll += points;
    }

    private void startHour() {
        Instant current = clock.now().truncatedTo(ChronoUnit.HOURS);
        if (!current.equals(hour)) {
            hour = current;
            spentThisHour = 0;
        }
    }

    private Duration untilReset() {
        return Duration.between(clock.now(), hour.plus(1, ChronoUnit.HOURS));
    }

    /** What the gateway says of the quota with every answer to an app. */
    synchronized Map<String, String> headers() {
        startHour();
        int left = Math.max(0, quota - spentThisHour);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Limit", Integer.toString(quota));
        headers.put("X-RateLimit-Remaining", Integer.toString(left));
        headers.put("X-RateLimit-Reset", hour.plus(1, ChronoUnit.HOURS).toString());
        if (left < quota / 5) {
            headers.put("X-RateLimit-NearLimit", "true");
        }
        headers.put("RateLimit-Policy", "\"global-app-quota\";q=%d;w=3600".formatted(quota));
        headers.put(
                "RateLimit",
                "\"global-app-quota\";r=%d;t=%d".formatted(left, untilReset().toSeconds()));
        return headers;
    }

    public synchronized void reset() {
        spentThisHour = 0;
        spentInAll = 0;
        windows.clear();
    }

    public synchronized int spentThisHour() {
        startHour();
        return spentThisHour;
    }

    public synchronized long spentInAll() {
        return spentInAll;
    }

    public synchronized ObjectNode json() {
        return Json.object()
                .put("quota", quota)
                .put("spentThisHour", spentThisHour())
                .put("spentInAll", spentInAll)
                .put("burst", burst);
    }
}
