package dev.kbsync.confluence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import dev.kbsync.confluence.SiteAccess.Access;
import dev.kbsync.confluence.failure.AccessDeniedException;
import dev.kbsync.confluence.failure.BadRequestException;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.confluence.failure.GoneException;
import dev.kbsync.confluence.failure.MissingScopeException;
import dev.kbsync.confluence.failure.NotFoundException;
import dev.kbsync.confluence.failure.QuotaExhaustedException;
import dev.kbsync.confluence.failure.RateLimitedException;
import dev.kbsync.confluence.failure.UnauthorizedException;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerFailuresTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Access VALID = oauth(false);
    private static final Access EXPIRED = oauth(true);
    private static final Access BASIC =
            new Access("acme", URI.create("https://acme.atlassian.net"), "Basic x", false, null);

    private final AnswerFailures failures =
            new AnswerFailures(
                    new ConfluenceProperties(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(60),
                            5),
                    new SettableClock(NOW));

    @Test
    void aRefusedTokenIsWorthOneRefresh() {
        assertThat(of(401, "{\"code\":401,\"message\":\"Unauthorized\"}", VALID, false))
                .isInstanceOfSatisfying(
                        UnauthorizedException.class, e -> assertThat(e.isRetryable()).isTrue());
        assertThat(of(401, "{}", VALID, true))
                .isInstanceOfSatisfying(
                        UnauthorizedException.class, e -> assertThat(e.isRetryable()).isFalse());
    }

    @Test
    void aMissingScopeIsNotRefreshed() {
        assertThat(
                        of(
                                401,
                                "{\"code\":401,\"message\":\"Unauthorized; scope does not match\"}",
                                VALID,
                                false))
                .isInstanceOf(MissingScopeException.class)
                .hasMessageContaining("insufficient permissions");
    }

    @Test
    void aWrongApiTokenIsNotRefreshed() {
        assertThat(of(401, "<html>", BASIC, false))
                .isInstanceOfSatisfying(
                        UnauthorizedException.class, e -> assertThat(e.isRetryable()).isFalse())
                .hasMessageContaining("API token is wrong");
    }

    @Test
    void forbiddenAndNotFoundMeanARefreshOnlyIfTheClockSaysExpired() {
        assertThat(of(403, "", VALID, false)).isInstanceOf(AccessDeniedException.class);
        assertThat(of(404, "", VALID, false)).isInstanceOf(NotFoundException.class);
        assertThat(of(403, "", EXPIRED, false)).isInstanceOf(UnauthorizedException.class);
        assertThat(of(404, "", EXPIRED, false)).isInstanceOf(UnauthorizedException.class);
    }

    @Test
    void aShortWaitIsWaitedForAndALongOneEndsTheRequest() {
        assertThat(of(429, "", VALID, false, Map.of("Retry-After", "7")))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(of(429, "<html>", VALID, false))
                .isInstanceOfSatisfying(
                        RateLimitedException.class, e -> assertThat(e.retryAfter()).isNull());
        assertThat(of(429, "", VALID, false, Map.of("Retry-After", "1847")))
                .isInstanceOfSatisfying(
                        QuotaExhaustedException.class,
                        e -> assertThat(e.until()).isEqualTo(Instant.parse("2026-11-22T12:30:47Z")))
                .hasMessageContaining("2026-11-22 12:30 UTC");
    }

    @Test
    void noHeaderStopsASiteBeyondTheNextFullHour() {
        for (String header :
                List.of("999999999", "99999999999999", "Tue, 01 Jan 2058 00:00:00 GMT")) {
            assertThat(until(Map.of("Retry-After", header)))
                    .isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
        }
    }

    @Test
    void aSpentQuotaIsNewWhenAnyHeaderSaysSoAndOtherwiseAtTheNextFullHour() {
        Map<String, String> quota = Map.of("RateLimit-Reason", "confluence-quota-global-based");
        assertThat(until(quota)).isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
        for (String nonsense : List.of("-1", "0", "soon", "Sun, 22 Nov 2026 11:00:00 GMT")) {
            assertThat(until(with(quota, "Retry-After", nonsense)))
                    .isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
        }
        Map<String, String> structured = with(quota, "RateLimit", "\"app\";r=0;t=600");
        assertThat(until(structured)).isEqualTo(Instant.parse("2026-11-22T12:10:00Z"));
        assertThat(until(with(structured, "X-RateLimit-Reset", "2026-11-22T12:20Z")))
                .isEqualTo(Instant.parse("2026-11-22T12:20:00Z"));
        assertThat(until(with(structured, "X-RateLimit-Reset", "2058-01-01T00:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
    }

    private static Map<String, String> with(
            Map<String, String> headers, String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return more;
    }

    private Instant until(Map<String, String> headers) {
        ConfluenceException failure = of(429, "", VALID, false, headers);
        assertThat(failure).as("%s", headers).isInstanceOf(QuotaExhaustedException.class);
        return ((QuotaExhaustedException) failure).until();
    }

    @Test
    void serverErrorsPass() {
        for (int status : new int[] {500, 502, 503, 504, 599}) {
            assertThat(of(status, "", VALID, false)).isInstanceOf(UnavailableException.class);
        }
        assertThat(of(503, "", VALID, false, Map.of("Retry-After", "3")))
                .isInstanceOf(RateLimitedException.class);
    }

    @Test
    void aRefusedQueryIsToldInOneLineWithoutMarkup() {
        assertThat(of(400, "{\"message\":\"Could not parse cql :\n <b>x</b>\"}", VALID, false))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Could not parse cql")
                .hasMessageNotContainingAny("<b>", "\n");
    }

    @Test
    void aRefusalOfTheNewerInterfaceIsToldAsWell() {
        String body =
                "{\"errors\":[{\"status\":400,\"code\":\"INVALID_REQUEST_PARAMETER\",\"title\":\"Cursor is invalid\",\"detail\":null}]}";
        assertThat(of(400, body, VALID, false))
                .hasMessageContaining("(400): Cursor is invalid")
                .hasMessageNotContaining("{");
    }

    @Test
    void pagesForPeopleAreNoData() {
        assertThat(of(200, "<html>login</html>", VALID, false))
                .isInstanceOf(UnexpectedAnswerException.class);
        assertThat(of(302, "", VALID, false)).isInstanceOf(UnexpectedAnswerException.class);
        assertThat(of(410, "", VALID, false)).isInstanceOf(GoneException.class);
    }

    @Test
    void anAnswerWithoutWordsEndsInNoColon() {
        assertThat(of(204, "", VALID, false))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageEndingWith("answered without data (204).");
        assertThat(of(405, "", VALID, false)).hasMessageEndingWith("refuses the request (405).");
    }

    @Test
    void theTraceIdIsToldUnlessItIsNone() {
        assertThat(of(500, "", VALID, false, Map.of("atl-traceid", "0123abcd")))
                .hasMessageContaining("(trace 0123abcd)");
        assertThat(of(500, "", VALID, false, Map.of("atl-traceid", "x\r\nSet-Cookie: y")))
                .hasMessageNotContaining("Set-Cookie");
    }

    private ConfluenceException of(int status, String body, Access access, boolean refreshed) {
        return of(status, body, access, refreshed, Map.of());
    }

    private ConfluenceException of(
            int status,
            String body,
            Access access,
            boolean refreshed,
            Map<String, String> headers) {
        return failures.of(
                new Answer(status, headers::get, body),
                new ConfluenceRequest<>("acme", "/wiki/rest/api/search", Map.of(), unread -> ""),
                access,
                refreshed);
    }

    private static Access oauth(boolean expired) {
        return new Access(
                "acme",
                URI.create("https://api.atlassian.com/ex/confluence/x"),
                "Bearer x",
                true,
                expired ? NOW : NOW.plusSeconds(1));
    }
}
