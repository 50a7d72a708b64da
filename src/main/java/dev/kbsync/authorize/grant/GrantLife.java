package dev.kbsync.authorize.grant;

import java.time.Clock;
import java.time.Duration;

/**
 * How long a grant lives by Atlassian's rules (API facts, 1.4).
 *
 * @param daysUntilInactive days until the refresh token lapses unless it is used
 * @param daysUntilTooOld days until the consent is a year old, when Atlassian may want a new one
 */
public record GrantLife(long daysUntilInactive, long daysUntilTooOld) {

    /** A refresh token that is not used for so long is worth nothing any more. */
    static final Duration INACTIVITY = Duration.ofDays(90);

    /** Announced, but not in the present documentation: a warning, no more. */
    static final Duration AGE = Duration.ofDays(365);

    private static final long WARN_INACTIVE = 30;
    private static final long WARN_OLD = 30;

    public static GrantLife of(Grant grant, Clock clock) {
        return new GrantLife(
                left(grant.refreshedAt(), INACTIVITY, clock),
                left(grant.authorizedAt(), AGE, clock));
    }

    private static long left(java.time.Instant since, Duration life, Clock clock) {
        return Math.max(0, Duration.between(clock.instant(), since.plus(life)).toDays());
    }

    /** What a person should know by now, one sentence; empty while there is time. */
    public String warning() {
        if (daysUntilInactive <= WARN_INACTIVE) {
            return "The refresh token has not been used for %d days and expires in %d; find out why it is not being refreshed."
                    .formatted(INACTIVITY.toDays() - daysUntilInactive, daysUntilInactive);
        }
        if (daysUntilTooOld <= WARN_OLD) {
            return "The consent will be a year old in %d days, and Atlassian may end it then; authorize again before that."
                    .formatted(daysUntilTooOld);
        }
        return "";
    }
}
