package dev.kbsync.simulator.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.faults.Faults;
import dev.kbsync.simulator.faults.Sabotage;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Parameters;
import dev.kbsync.simulator.http.Request;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /oauth/token}: codes, refresh tokens and service accounts' credentials for access
 * tokens, as JSON or as a form.
 */
public final class TokenEndpoint {
    private static final String AUDIENCE = "api.atlassian.com";

    private final Tokens tokens;
    private final ServiceAccount service;
    private final Faults faults;

    public TokenEndpoint(Tokens tokens, ServiceAccount service, Faults faults) {
        this.tokens = tokens;
        this.service = service;
        this.faults = faults;
    }

    /** Reads one field of the request, null if it is not there. */
    private interface Fields extends Function<String, @Nullable String> {}

    public Answer answer(Request request) {
        if (!request.method().equals("POST")) {
            return error(405, "invalid_request", "POST is required");
        }
        Optional<Fault> refused = faults.strike(FaultKind.TOKEN_429, request);
        if (refused.isPresent()) {
            return Sabotage.refusal(429, refused.get());
        }
        Optional<Fault> failed = faults.strike(FaultKind.TOKEN_500, request);
        if (failed.isPresent()) {
            return Sabotage.refusal(failed.get().number("status", 500), failed.get());
        }
        Optional<Fault> error = faults.strike(FaultKind.TOKEN_ERROR, request);
        if (error.isPresent()) {
            return error(
                    error.get().number("status", 400),
                    error.get().text("error", "invalid_request"),
                    "A fault");
        }
        Fields fields = fields(request);
        if (fields == null) {
            return error(400, "invalid_request", "The body is neither JSON nor a form");
        }
        Optional<Answer> stranger = stranger(fields);
        if (stranger.isPresent()) {
            return stranger.get();
        }
        Optional<Fault> hang = faults.strike(FaultKind.TOKEN_HANG, request);
        boolean before =
                hang.map(fault -> fault.text("when", "after").equals("before")).orElse(false);
        if (before) {
            faults.awaitChange();
            return error(503, "temporarily_unavailable", "Gone");
        }
        Answer answer = grant(request, fields);
        if (hang.isPresent()) {
            faults.awaitChange();
        }
        return faults.strike(FaultKind.TOKEN_CUT, request).isPresent() ? answer.cut() : answer;
    }

    /** Apps and service accounts with a wrong secret are refused in different words. */
    private Optional<Answer> stranger(Fields fields) {
        String client = fields.apply("client_id");
        String secret = fields.apply("client_secret");
        if (ServiceAccount.is(client)) {
            return service.accepts(secret)
                    ? Optional.empty()
                    : Optional.of(error(400, "invalid_client", "Client authentication failed"));
        }
        return OAuthApp.isKnown(client, secret)
                ? Optional.empty()
                : Optional.of(error(401, "access_denied", "Unauthorized"));
    }

    private static @Nullable Fields fields(Request request) {
        String type = request.header("Content-Type");
        if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
            Parameters form = request.form();
            return form::first;
        }
        try {
            JsonNode json = request.json();
            return name -> json.hasNonNull(name) ? json.get(name).asText() : null;
        } catch (IllegalArgumentException notJson) {
            return null;
        }
    }

    private Answer grant(Request request, Fields fields) {
        String type = fields.apply("grant_type");
        String client = String.valueOf(fields.apply("client_id"));
        boolean alone = "client_credentials".equals(type);
        if (type != null && alone != ServiceAccount.is(client)) {
            return error(
                    403,
                    "unauthorized_client",
                    "Grant type '" + type + "' not allowed for the client.");
        }
        try {
            if (alone) {
                String audience = fields.apply("audience");
                return AUDIENCE.equals(audience)
                        ? granted(tokens.forService(service.scopes()))
                        : error(
                                403,
                                "access_denied",
                                audience == null
                                        ? "No audience parameter was provided, and no default audience has been configured"
                                        : "Service not enabled within domain: " + audience);
            }
            if ("authorization_code".equals(type)) {
                String code = fields.apply("code");
                String redirectUri = fields.apply("redirect_uri");
                return code == null || redirectUri == null
                        ? error(400, "invalid_request", "Missing required parameter")
                        : granted(tokens.exchange(client, code, redirectUri));
            }
            if ("refresh_token".equals(type)) {
                String token = fields.apply("refresh_token");
                if (token == null) {
                    return error(
                            400, "invalid_request", "Missing required parameter: refresh_token");
                }
                boolean rotates = faults.strike(FaultKind.NO_REFRESH_TOKEN, request).isEmpty();
                return granted(
                        rotates
                                ? tokens.refresh(client, token)
                                : tokens.refreshWithoutRotation(client, token));
            }
        } catch (InvalidGrantException lost) {
            boolean otherwise =
                    "refresh_token".equals(type)
                            && faults.strike(FaultKind.SPELLING, request).isPresent();
            return otherwise
                    ? error(403, "unauthorized_client", "refresh_token is invalid")
                    : error(403, "invalid_grant", String.valueOf(lost.getMessage()));
        }
        return type == null
                ? error(400, "invalid_request", "Missing required parameter: grant_type")
                : error(400, "unsupported_grant_type", "Unsupported grant type: " + type);
    }

    private static Answer granted(Tokens.Pair pair) {
        ObjectNode body = Json.object().put("access_token", pair.access());
        if (pair.refresh() != null) {
            body.put("refresh_token", pair.refresh());
        }
        body.put("token_type", "Bearer")
                .put("expires_in", pair.lifetime().toSeconds())
                .put("scope", String.join(" ", new TreeSet<>(pair.scopes())));
        return Answer.json(body).with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }

    private static Answer error(int status, String error, String description) {
        return Answer.json(
                status, Json.object().put("error", error).put("error_description", description));
    }
}
