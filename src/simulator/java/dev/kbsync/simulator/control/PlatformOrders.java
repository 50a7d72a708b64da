package dev.kbsync.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.control.ControlRoute.Order;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.oauth.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The part of the control API that is about tokens, faults, time, limits and statistics. */
final class PlatformOrders {
    private final Control control;

    PlatformOrders(Control control) {
        this.control = control;
    }

    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.of(
                        "POST",
                        "/tokens/authorize",
                        "consent without a browser {scopes: [], sites?: [name]}, answers the tokens",
                        this::authorize),
                verb(
                        "/tokens/expire-access",
                        "all access tokens expire",
                        control::expireAccessTokens),
                verb(
                        "/tokens/expire-refresh",
                        "all refresh tokens expire",
                        control::expireRefreshTokens),
                verb(
                        "/tokens/revoke-grant",
                        "the grant ends: invalid_grant at the token endpoint, no sites",
                        control::revokeGrant),
                verb(
                        "/tokens/revoke-access",
                        "the API answers 403, refreshing still works",
                        control::revokeAccess),
                verb("/tokens/restore-access", "undoes revoke-access", control::restoreAccess),
                verb(
                        "/service-account/revoke",
                        "the service account's credential is removed",
                        () -> control.revokeServiceAccount(true)),
                verb(
                        "/service-account/restore",
                        "undoes that",
                        () -> control.revokeServiceAccount(false)),
                ControlRoute.of(
                        "PUT",
                        "/service-account/scopes",
                        "{scopes: [] the service account's credential has}",
                        order -> {
                            control.serviceAccountScopes(order.texts("scopes"));
                            return Answer.json(order.json());
                        }),
                verb(
                        "/tokens/forget",
                        "all token families are revoked, as after reuse",
                        control::forgetGrants),
                ControlRoute.of(
                        "PUT",
                        "/tokens/lifetimes",
                        "{access: ISO duration, leeway: ISO duration}",
                        this::lifetimes),
                ControlRoute.of(
                        "PUT",
                        "/scopes",
                        "{enabled?: [] the app may ask for, grant?: [] consents grant at most, null"
                                + " for no limit}",
                        this::scopes),
                ControlRoute.of(
                        "PUT",
                        "/faults",
                        "switch on {name, count?, probability?, seed?, path?, ...}, or a list of such",
                        this::setFaults),
                ControlRoute.of("GET", "/faults", "what is switched on", this::faults),
                ControlRoute.of("DELETE", "/faults", "switch all off", this::clearFaults),
                ControlRoute.of(
                        "PUT",
                        "/limits",
                        "{quota?: points per hour, burst?: requests per window and route (0: none),"
                                + " window?: ISO duration}",
                        this::limits),
                ControlRoute.of(
                        "POST", "/clock", "let time pass {advance: ISO duration}", this::advance),
                ControlRoute.of("GET", "/clock", "what time it is", this::clock),
                ControlRoute.of(
                        "GET",
                        "/stats",
                        "requests by route and status, points, tokens",
                        order -> Answer.json(control.stats())),
                verb("/stats/reset", "count from zero", control::resetStats));
    }

    private static ControlRoute verb(String path, String meaning, Runnable work) {
        return ControlRoute.of(
                "POST",
                path,
                meaning,
                order -> {
                    work.run();
                    return Answer.json(Json.object());
                });
    }

    private Answer authorize(Order order) {
        List<String> sites = order.texts("sites");
        List<String> scopes = order.texts("scopes");
        Tokens.Pair pair =
                sites.isEmpty()
                        ? control.authorize(scopes.toArray(String[]::new))
                        : control.authorize(scopes, sites);
        return Answer.json(
                Json.object()
                        .put("access_token", pair.access())
                        .put("refresh_token", pair.refresh())
                        .put("expires_in", pair.lifetime().toSeconds())
                        .put("scope", String.join(" ", new TreeSet<>(pair.scopes()))));
    }

    private Answer lifetimes(Order order) {
        control.tokenLifetimes(
                Duration.parse(order.text("access", "PT1H")),
                Duration.parse(order.text("leeway", "PT10M")));
        return Answer.json(order.json());
    }

    private Answer scopes(Order order) {
        if (order.json().has("enabled")) {
            control.enableScopes(order.texts("enabled"));
        }
        if (order.json().has("grant")) {
            control.grantAtMost(order.json().get("grant").isNull() ? null : order.texts("grant"));
        }
        return Answer.json(order.json());
    }

    private Answer setFaults(Order order) {
        JsonNode json = order.json();
        List<Fault> faults = new ArrayList<>();
        Iterable<JsonNode> described = json.isArray() ? json : List.of(json);
        for (JsonNode fault : described) {
            faults.add(new Fault(FaultKind.of(fault.path("name").asText()), fault));
        }
        control.faults(faults.toArray(Fault[]::new));
        return faults(order);
    }

    private Answer faults(Order order) {
        ArrayNode active = Json.array();
        for (Fault fault : control.activeFaults()) {
            ObjectNode json = Json.object().put("name", fault.kind().wire());
            fault.settings().properties().forEach(e -> json.set(e.getKey(), e.getValue()));
            active.add(json);
        }
        return Answer.json(active);
    }

    private Answer clearFaults(Order order) {
        control.clearFaults();
        return faults(order);
    }

    private Answer limits(Order order) {
        if (order.json().has("quota")) {
            control.quota(order.json().get("quota").asInt());
        }
        if (order.json().has("burst")) {
            Duration window = Duration.parse(order.text("window", "PT1S"));
            control.burst(order.json().get("burst").asInt(), window);
        }
        return Answer.json(control.limits().json());
    }

    private Answer advance(Order order) {
        control.advance(Duration.parse(order.required("advance")));
        return clock(order);
    }

    private Answer clock(Order order) {
        return Answer.json(Json.object().put("now", control.now().toString()));
    }
}
