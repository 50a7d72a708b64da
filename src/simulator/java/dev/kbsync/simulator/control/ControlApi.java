package dev.kbsync.simulator.control;

import static java.util.stream.Collectors.joining;

import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Request;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The control API, {@code /_simulator/}: every operation of {@link Control} and {@link SiteControl}
 * as JSON over HTTP. {@code GET /_simulator/} lists them all.
 *
 * <p>Operations on content take the site from {@code ?site=NAME} or from {@code site} in the body;
 * without either it is the first one. They answer 200 with JSON, 404 for what does not exist and
 * 400 for what Confluence would not do, each with {@code {"error": "..."}}.
 */
public final class ControlApi {
    public static final String PREFIX = "/_simulator/";

    private final List<ControlRoute> routes;

    public ControlApi(Control control) {
        routes =
                Stream.of(
                                new PageOrders(control).routes(),
                                new HangingOrders(control).routes(),
                                new SiteOrders(control).routes(),
                                new PlatformOrders(control).routes())
                        .flatMap(List::stream)
                        .toList();
    }

    /** Answers a request whose path begins with {@link #PREFIX}. */
    public Answer answer(Request request) {
        if (request.path().equals(PREFIX)) {
            return Answer.text(200, list());
        }
        try {
            for (ControlRoute route : routes) {
                Optional<Map<String, String>> path = route.template().match(request.segments());
                if (path.isPresent() && route.method().equals(request.method())) {
                    return route.work().answer(ControlRoute.Order.of(request, path.get()));
                }
            }
        } catch (NoSuchElementException missing) {
            return error(404, missing);
        } catch (IllegalArgumentException | DateTimeException refused) {
            return error(400, refused);
        }
        return error(404, new NoSuchElementException("See GET /_simulator/ for what there is"));
    }

    private static Answer error(int status, Exception why) {
        return Answer.json(status, Json.object().put("error", why.getMessage()));
    }

    private String list() {
        String operations =
                routes.stream()
                        .map(
                                r ->
                                        "%-6s %s%n         %s%n"
                                                .formatted(
                                                        r.method(),
                                                        r.template().text(),
                                                        r.meaning()))
                        .collect(joining());
        String faults =
                Arrays.stream(FaultKind.values())
                        .map(kind -> "  %-18s %s%n".formatted(kind.wire(), kind.meaning()))
                        .collect(joining());
        return """
        The control API. Content operations take ?site=NAME, by default the first site.

        %s
        Faults. Every one takes: count (strike so many requests, then no more), probability (0 to 1)
        with seed, path (a regular expression to be found in path and query).

        %s"""
                .formatted(operations, faults);
    }
}
