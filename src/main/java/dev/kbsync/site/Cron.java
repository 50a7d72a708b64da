package dev.kbsync.site;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When runs of one kind start.
 *
 * @param expression a Quartz cron expression, seconds first
 * @param zone the zone its hours are meant in
 */
public record Cron(String expression, ZoneId zone) {

    /**
     * The zone to count in. Where neither hour nor day is named the zone makes no difference, but
     * for the nights when its clocks change: Quartz would then skip the hour that comes twice.
     */
    public ZoneId countedIn() {
        List<String> fields = List.of(expression.strip().split("\\s+"));
        boolean anyTime = true;
        for (int field = 2; field < fields.size(); field++) {
            anyTime &= List.of("*", "?").contains(fields.get(field));
        }
        boolean wholeHours =
                zone.getRules()
                                        .getStandardOffset(
                                                Instant.EPOCH.plus(Duration.ofDays(20_000)))
                                        .getTotalSeconds()
                                % Duration.ofHours(1).toSeconds()
                        == 0;
        return anyTime && wholeHours ? ZoneOffset.UTC : zone;
    }

    /** The first start after a time; empty if there is none or the expression is not one. */
    public Optional<Instant> next(Instant after) {
        try {
            CronExpression cron = new CronExpression(expression);
            cron.setTimeZone(TimeZone.getTimeZone(countedIn()));
            return Optional.ofNullable(cron.getNextValidTimeAfter(Date.from(after)))
                    .map(Date::toInstant);
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** As people read it. */
    @Override
    public String toString() {
        return expression + " (" + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone) + ")";
    }
}
