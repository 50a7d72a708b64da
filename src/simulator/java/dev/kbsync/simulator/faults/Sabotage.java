package dev.kbsync.simulator.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Request;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Applies the faults that can strike any request, whatever it asks for. */
public final class Sabotage {
    private static final List<FaultKind> REFUSALS =
            List.of(
                    FaultKind.TOO_MANY_REQUESTS,
                    FaultKind.INTERNAL_ERROR,
                    FaultKind.BAD_GATEWAY,
                    FaultKind.UNAVAILABLE,
                    FaultKind.GATEWAY_TIMEOUT);

    private final Faults faults;

    public Sabotage(Faults faults) {
        this.faults = faults;
    }

    /** The answer, or what the faults make of it. */
    public Answer around(Request request, Supplier<Answer> answer) {
        faults.strike(FaultKind.SLOW, request).map(Fault::delay).ifPresent(Sabotage::pause);
        if (faults.strike(FaultKind.HANG, request).isPresent()) {
            faults.awaitChange();
        }
        for (FaultKind kind : REFUSALS) {
            Optional<Fault> fault = faults.strike(kind, request);
            if (fault.isPresent()) {
                return refusal(Integer.parseInt(kind.wire()), fault.get());
            }
        }
        if (faults.strike(FaultKind.MISSING_SCOPE, request).isPresent()) {
            return Answer.json(
                    401,
                    Json.object()
                            .put("code", 401)
                            .put("message", "Unauthorized; scope does not match"));
        }
        if (faults.strike(FaultKind.LOGIN_PAGE, request).isPresent()) {
            return loginPage();
        }
        if (joinsStatuses(request) && faults.strike(FaultKind.STRICT_STATUS, request).isPresent()) {
            return joinedStatuses();
        }
        Answer real = answer.get();
        if (faults.strike(FaultKind.BAD_JSON, request).isPresent()) {
            byte[] half = Arrays.copyOf(real.body(), real.body().length / 2);
            real = Answer.of(real.status(), real.contentType(), half).with(real.headers());
        }
        Optional<Fault> large = faults.strike(FaultKind.LARGE, request);
        if (large.isPresent()) {
            real = real.padded(large.get().number("size", 1_000_000));
        }
        Optional<Fault> trickle = faults.strike(FaultKind.TRICKLE, request);
        if (trickle.isPresent()) {
            real = real.every(trickle.get().delay());
        }
        return faults.strike(FaultKind.CUT, request).isPresent() ? real.cut() : real;
    }

    /** An error answer as a fault describes it. */
    public static Answer refusal(int status, Fault fault) {
        String message = status == 429 ? "Rate limit exceeded" : "Service unavailable";
        Answer answer =
                switch (fault.text("body", "html")) {
                    case "json" ->
                            Answer.json(
                                    status,
                                    Json.object().put("code", status).put("message", message));
                    case "text" -> Answer.text(status, message);
                    default ->
                            Answer.html(
                                    status, "<html><body><h1>" + message + "</h1></body></html>");
                };
        if (fault.settings().has("retryAfter")) {
            answer = answer.with("Retry-After", fault.settings().get("retryAfter").asText());
        }
        if (status == 429) {
            String reason =
                    fault.text("reason", "burst").equals("quota")
                            ? "confluence-quota-global-based"
                            : "confluence-burst-based";
            answer = answer.with("RateLimit-Reason", reason);
        }
        return answer;
    }

    private static boolean joinsStatuses(Request request) {
        return request.path().startsWith("/wiki/api/v2/")
                && request.parameters().all("status").stream().anyMatch(s -> s.contains(","));
    }

    private static Answer joinedStatuses() {
        ObjectNode body = Json.object();
        body.putArray("errors")
                .addObject()
                .put("status", 400)
                .put("code", "INVALID_REQUEST_PARAMETER")
                .put("title", "Provided value for 'status' is not one of its values")
                .putNull("detail");
        return Answer.json(400, body);
    }

    private static Answer loginPage() {
        return Answer.html(
                200,
                "<!DOCTYPE html><html><head><title>Log in with Atlassian account</title></head>"
                        + "<body><h1>Log in to continue</h1><form><input name=\"username\"/>"
                        + "<button>Continue</button></form></body></html>");
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
