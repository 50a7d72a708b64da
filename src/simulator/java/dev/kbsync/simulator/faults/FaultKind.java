package dev.kbsync.simulator.faults;

import java.util.Arrays;

/** What can go wrong, by the name the control API knows it by. */
public enum FaultKind {
    TOO_MANY_REQUESTS(
            "429",
            "the API refuses: retryAfter (seconds, absent for none), reason (burst or quota),"
                    + " body (html, json or text)"),
    INTERNAL_ERROR("500", "the API fails: retryAfter (seconds), body"),
    BAD_GATEWAY("502", "the API fails: retryAfter (seconds), body"),
    UNAVAILABLE("503", "the API fails: retryAfter (seconds), body"),
    GATEWAY_TIMEOUT("504", "the API fails: retryAfter (seconds), body"),
    LARGE("large", "blanks before the answer's JSON: size (bytes, default 1000000)"),
    TRICKLE(
            "trickle",
            "the answer's body comes a byte at a time: delay (ISO duration, default PT1S of real time)"),
    CUT("cut", "the connection breaks in the middle of the answer's body"),
    SLOW("slow", "the answer takes its time: delay (ISO duration, default PT1S of real time)"),
    HANG("hang", "no answer until the fault is switched off or the simulator stops"),
    MISSING_SCOPE("401-scope", "the gateway says that the token lacks the scope of the route"),
    LOGIN_PAGE("html", "a login page with status 200 instead of the answer"),
    BAD_JSON("bad-json", "the answer's JSON is cut off, but whole to HTTP"),
    BATCH_404(
            "batch-404",
            "a search that expands restrictions of ancestors fails as a whole, because of one row:"
                    + " id (default: every search)"),
    TIMEOUT_OVER_LIMIT(
            "504-over-limit",
            "a list with bodies times out if its limit is above: limit (default 25)"),
    LONG_CURSOR(
            "413-long-cursor",
            "search cursors grow with every page by: size (characters, default 1500), and are refused"
                    + " above 11000"),
    LOOPING_CURSOR("looping-cursor", "the next link leads to the same page again"),
    EMPTY_LAST_PAGE("empty-last-page", "the last page of a search has a next link to an empty one"),
    SHORT_PAGES("short-pages", "pages hold fewer rows than asked for, though more follow"),
    LOST_EXPANSION(
            "lost-expansion",
            "the rows of a search lack what was asked for: part (path below the content, default"
                    + " restrictions)"),
    DRIFTING_TOTAL("drifting-total", "totalSize of a search differs from request to request"),
    STRICT_STATUS(
            "strict-status",
            "v2 refuses statuses joined with commas: several are several parameters"),
    CONTENT_SEARCH_410("content-search-410", "/rest/api/content/search is gone"),
    NO_REFRESH_TOKEN(
            "no-refresh-token", "a refresh answers without refresh_token, and rotates nothing"),
    SPELLING("spelling", "a refused refresh says unauthorized_client instead of invalid_grant"),
    TOKEN_429("token-429", "the token endpoint refuses: retryAfter (seconds), body"),
    TOKEN_500(
            "token-500", "the token endpoint fails before it does anything: status (default 500)"),
    TOKEN_HANG(
            "token-hang",
            "the token endpoint gives no answer until the fault is switched off: when (before or after"
                    + " it does its work, default after)"),
    TOKEN_ERROR("token-error", "the token endpoint refuses: status (default 400), error (a word)"),
    TOKEN_CUT("token-cut", "the token endpoint does its work, but the answer is lost");

    private final String wire;
    private final String meaning;

    FaultKind(String wire, String meaning) {
        this.wire = wire;
        this.meaning = meaning;
    }

    public String wire() {
        return wire;
    }

    /** One line: what it does, and which settings it has. */
    public String meaning() {
        return meaning;
    }

    /**
     * The fault of a name.
     *
     * @throws IllegalArgumentException if there is no such fault
     */
    public static FaultKind of(String wire) {
        return Arrays.stream(values())
                .filter(kind -> kind.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No fault is named " + wire));
    }
}
