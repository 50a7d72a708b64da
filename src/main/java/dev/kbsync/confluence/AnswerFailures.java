package dev.kbsync.confluence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.confluence.SiteAccess.Access;
import dev.kbsync.confluence.failure.AccessDeniedException;
import dev.kbsync.confluence.failure.BadRequestException;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.confluence.failure.GoneException;
import dev.kbsync.confluence.failure.MissingScopeException;
import dev.kbsync.confluence.failure.NotFoundException;
import dev.kbsync.confluence.failure.QuotaExhaustedException;
import dev.kbsync.confluence.failure.RateLimitedException;
import dev.kbsync.confluence.failure.TooMuchAtOnceException;
import dev.kbsync.confluence.failure.UnauthorizedException;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import dev.kbsync.page.OneLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells what an error answer means (API facts, section 6.1). Bodies come in three JSON shapes, as
 * HTML or empty, so the status decides and the body only refines.
 */
@Component
class AnswerFailures {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfluenceProperties properties;
    private final Clock clock;

    AnswerFailures(ConfluenceProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @param refreshed whether this request was already sent again with a refreshed credential
     */
    ConfluenceException of(
            Answer answer, ConfluenceRequest<?> request, Access access, boolean refreshed) {
        String path = request.path();
        String site = access.site();
        String where = "Site \"%s\", %s%s".formatted(site, path, answer.trace());
        return switch (answer.status()) {
            case 401 ->
                    answer.missingScope()
                            ? new MissingScopeException(
                                    where
                                            + ": insufficient permissions, the grant lacks a scope this request"
                                            + " needs; enable read:confluence-content.all and search:confluence"
                                            + " for the app, then authorize the site again (for a service account,"
                                            + " create another credential with them).")
                            : unauthorized(where, access, refreshed);
            case 403 ->
                    access.expired(clock.instant())
                            ? unauthorized(where, access, refreshed)
                            : new AccessDeniedException(
                                    where
                                            + ": access denied; the account may not use this Confluence, or access"
                                            + " was revoked. Check the account, then authorize the site again.");
            case 404 ->
                    access.expired(clock.instant())
                            ? unauthorized(where, access, refreshed)
                            : new NotFoundException(
                                    where
                                            + ": not found, or hidden from this credential."
                                            + (access.refreshable()
                                                    ? ""
                                                    : " Atlassian gives the same answer for a wrong or expired API token."));
            case 410 ->
                    new GoneException(
                            where
                                    + ": Atlassian removed this part of its interface; update kbsync.");
            case 413, 414 -> tooMuch(answer, where);
            case 429 -> limited(answer, site, where);
            case 504 -> request.divisible() ? tooMuch(answer, where) : unavailable(answer, where);
            case 502, 503 ->
                    answer.status() == 503 && answer.header().apply("Retry-After") != null
                            ? limited(answer, site, where)
                            : unavailable(answer, where);
            default -> other(answer, where);
        };
    }

    private static UnauthorizedException unauthorized(
            String where, Access access, boolean refreshed) {
        return new UnauthorizedException(
                where
                        + (access.refreshable()
                                ? ": the access token was refused, also after a refresh; authorize the site again."
                                : ": the e-mail or the API token is wrong or has expired; enter a new token (one with scopes, or of a service account, has to be marked as such)."),
                access.refreshable() && !refreshed);
    }

    /** Nobody has to ask again before. */
    static QuotaExhaustedException exhausted(String site, Instant until) {
        return new QuotaExhaustedException(
                "Site \"%s\": Atlassian's quota is spent until %s; ask again after that."
                        .formatted(site, TIME.format(until)),
                until);
    }

    private ConfluenceException limited(Answer answer, String site, String where) {
        Duration wait = wait(answer);
        if (wait != null && wait.compareTo(properties.longestWait()) > 0) {
            Instant until = clock.instant().plus(wait);
            return exhausted(site, until);
        }
        return new RateLimitedException(
                where + ": Atlassian asks to slow down (" + answer.status() + ").", wait);
    }

    private static TooMuchAtOnceException tooMuch(Answer answer, String where) {
        return new TooMuchAtOnceException(
                where
                        + ": Confluence could not answer this much at once (%d)."
                                .formatted(answer.status()));
    }

    /** How long to wait; null if Atlassian does not say and it is not about the hourly quota. */
    private @Nullable Duration wait(Answer answer) {
        Duration wait = RetryAfter.parse(answer.header().apply("Retry-After"), clock);
        String reason = answer.header().apply("RateLimit-Reason");
        if (wait != null || reason == null || !reason.contains("quota")) {
            return wait;
        }
        Instant reset = RetryAfter.reset(answer.header().apply("X-RateLimit-Reset"), clock);
        if (reset != null) {
            return Duration.between(clock.instant(), reset);
        }
        Duration left = RetryAfter.rateLimit(answer.header().apply("RateLimit"), clock);
        return left == null ? Duration.between(clock.instant(), RetryAfter.windowEnd(clock)) : left;
    }

    private static UnavailableException unavailable(Answer answer, String where) {
        return new UnavailableException(
                where + ": Confluence is not available just now (" + answer.status() + ").");
    }

    private static ConfluenceException other(Answer answer, String where) {
        if (answer.status() >= 500) {
            return unavailable(answer, where);
        }
        if ((answer.status() >= 300 && answer.status() < 400) || answer.success()) {
            return new UnexpectedAnswerException(
                    where
                            + ": Confluence answered with a web page instead of data (%d); is the site's URL right?"
                                    .formatted(answer.status()));
        }
        if (answer.status() < 300) {
            return new UnexpectedAnswerException(
                    where + ": Confluence answered without data (" + answer.status() + ").");
        }
        String said = gist(message(answer.text()));
        return new BadRequestException(
                "%s: Confluence refuses the request (%d)%s"
                        .formatted(where, answer.status(), said.isEmpty() ? "." : ": " + said),
                said);
    }

    /**
     * What an error body of either interface says to people, without the name of a Java class; or
     * all of it.
     */
    private static String message(String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            JsonNode message = answer.path("message");
            JsonNode title = answer.path("errors").path(0).path("title");
            if (message.isTextual()) {
                return message.textValue().replaceFirst("^[\\w.]+Exception: ", "");
            }
            return title.isTextual() ? title.textValue() : body;
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    /** One short line of an error body: no control characters, no markup. */
    private static String gist(String text) {
        return OneLine.of(text.replaceAll("<[^>]*>", " "), 200);
    }
}
