package dev.kbsync.simulator.rest;

import dev.kbsync.simulator.content.SimulatedClock;
import dev.kbsync.simulator.faults.Sabotage;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Refusal;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.site.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All of Confluence's REST routes on all sites, behind the doors that check credentials. What the
 * doors share is here: scopes are checked before anything else, then limits, then whether the route
 * still exists.
 */
public final class RestApi {
    /** How a removed route announced itself while it was still there. */
    private static final Map<String, String> DEPRECATED =
            Map.of(
                    "deprecation",
                    "Wed, 1 Mar 2023 00:00:00 GMT",
                    "link",
                    "<https://developer.atlassian.com/cloud/confluence/changelog/#CHANGE-864>;"
                            + " rel=\"deprecation\"");

    private final SimulatedClock clock;
    private final RouteTable routes = RouteTable.load();
    private final Map<String, Handler> handlers = new HashMap<>();
    private final Limits limits;
    private final Sabotage sabotage;
    private final Stats stats;
    private final Watcher watcher;

    public RestApi(
            SimulatedClock clock, Limits limits, Sabotage sabotage, Stats stats, Watcher watcher) {
        this.watcher = watcher;
        this.clock = clock;
        this.limits = limits;
        this.sabotage = sabotage;
        this.stats = stats;
    }

    /** Answers GET requests to a path of the route table. */
    public void get(String template, Handler handler) {
        handlers.put(template, handler);
    }

    /** Every scope any route asks for. */
    public Set<String> scopes() {
        return routes.scopes();
    }

    /**
     * @param request with a path that begins with {@code /wiki}
     * @param viaGateway whether it came through the gateway, where unknown routes match no scope
     */
    Answer answer(Request request, Site site, Caller caller, boolean viaGateway) {
        Optional<Route.Match> match = find(request);
        Answer answer;
        if (match.isEmpty()) {
            answer = unknown(request, caller, viaGateway);
            stats.count("other", answer.status());
        } else {
            answer = known(match.get(), request, site, caller);
            stats.count(match.get().route().name(), answer.status());
        }
        watcher.answered(request, answer);
        return answer.with(traces());
    }

    private Optional<Route.Match> find(Request request) {
        List<String> path = request.segments();
        return routes.find("GET", path);
    }

    private Answer unknown(Request request, Caller caller, boolean viaGateway) {
        if (request.path().startsWith("/wiki/wiki/")) {
            return Errors.spring404(request.path(), clock.now());
        }
        return viaGateway && caller.isScoped() ? Errors.scopeMismatch() : Errors.noSuchPage();
    }

    private Answer known(Route.Match match, Request request, Site site, Caller caller) {
        Route route = match.route();
        if (caller.isScoped() && !route.allows(caller.scopes())) {
            return Errors.scopeMismatch();
        }
        boolean metered = caller.kind() == Caller.Kind.OAUTH;
        Optional<Answer> refused = metered ? limits.refuse(route.name()) : Optional.empty();
        if (refused.isPresent()) {
            return refused.get();
        }
        Answer answer =
                sabotage.around(
                        request,
                        () -> handled(route, new Call(request, match.path(), site, caller)));
        if (!metered) {
            return answer;
        }
        limits.spend(1 + answer.cost());
        return answer.with(limits.headers());
    }

    private Answer handled(Route route, Call call) {
        if (!call.request().method().equals("GET") && !call.request().method().equals("HEAD")) {
            return Errors.wrongMethod(call.request().method());
        }
        if (route.gone() && call.caller().isScoped()) {
            return Errors.gone();
        }
        Handler handler = handlers.get(route.template().text());
        if (handler == null) {
            return Errors.notSimulated(route.name());
        }
        Answer answer;
        try {
            answer = call.content().reading(() -> handler.answer(call));
        } catch (Refusal refusal) {
            answer = refusal.answer();
        }
        return route.gone() ? answer.with(DEPRECATED) : answer;
    }

    private Map<String, String> traces() {
        String trace = UUID.randomUUID().toString().replace("-", "");
        return Map.of(
                "server",
                "AtlassianEdge",
                "atl-traceid",
                trace,
                "x-trace-id",
                trace,
                "atl-request-id",
                UUID.randomUUID().toString(),
                "x-confluence-request-time",
                Long.toString(clock.now().toEpochMilli()));
    }
}
