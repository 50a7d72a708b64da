package dev.kbsync.simulator.cql;

import dev.kbsync.simulator.cql.Clause.Value;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates of CQL: {@code "2026/01/31 17:05"}, {@code "2026-01-31"}, {@code now("-4w")}, {@code
 * startOfMonth()}. They are read in the site's time zone, and a minute is their finest step.
 */
final class Dates {
    private static final List<DateTimeFormatter> MINUTES =
            List.of(format("uuuu/MM/dd HH:mm"), format("uuuu-MM-dd HH:mm"));
    private static final List<DateTimeFormatter> DAYS =
            List.of(format("uuuu/MM/dd"), format("uuuu-MM-dd"));
    private static final Pattern INCREMENT = Pattern.compile("([+-]?)(\\d+)([yMwdhm]?)");

    private final ZoneId zone;
    private final Instant now;

    Dates(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    /** What a date of a query stands for: a minute or a whole day. The end is left out. */
    record Span(Instant start, Instant end) {
        boolean test(Operator operator, Instant time) {
            Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
            return switch (operator) {
                case GREATER -> minute.isAfter(start);
                case GREATER_OR_EQUAL -> !minute.isBefore(start);
                case LESS -> minute.isBefore(start);
                case LESS_OR_EQUAL -> !minute.isAfter(start);
                default -> !minute.isBefore(start) && minute.isBefore(end);
            };
        }
    }

    private static DateTimeFormatter format(String pattern) {
        return new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * What a value of a query stands for.
     *
     * @throws CqlException if it is no date
     */
    Span read(Value value) {
        if (value instanceof Value.Function function) {
            Instant minute = call(function).toInstant().truncatedTo(ChronoUnit.MINUTES);
            return new Span(minute, minute.plus(1, ChronoUnit.MINUTES));
        }
        String text = ((Value.Text) value).text();
        for (DateTimeFormatter format : MINUTES) {
            if (fits(text, format)) {
                Instant minute = LocalDateTime.parse(text, format).atZone(zone).toInstant();
                return new Span(minute, minute.plus(1, ChronoUnit.MINUTES));
            }
        }
        for (DateTimeFormatter format : DAYS) {
            if (fits(text, format)) {
                LocalDate day = LocalDate.parse(text, format);
                return new Span(start(day).toInstant(), start(day.plusDays(1)).toInstant());
            }
        }
        throw new CqlException(
                "Date value '"
                        + text
                        + "' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm',"
                        + " 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd'");
    }

    private static boolean fits(String text, DateTimeFormatter format) {
        try {
            format.parse(text);
            return true;
        } catch (DateTimeParseException other) {
            return false;
        }
    }

    private ZonedDateTime call(Value.Function function) {
        ZonedDateTime local = now.atZone(zone);
        LocalDate today = local.toLocalDate();
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate first = today.withDayOfMonth(1);
        LocalDate newYear = today.withDayOfYear(1);
        return switch (function.name().toLowerCase(Locale.ROOT)) {
            case "now" -> shifted(local, function, "d");
            case "startofday" -> shifted(start(today), function, "d");
            case "endofday" -> end(shifted(start(today.plusDays(1)), function, "d"));
            case "startofweek" -> shifted(start(monday), function, "w");
            case "endofweek" -> end(shifted(start(monday.plusWeeks(1)), function, "w"));
            case "startofmonth" -> shifted(start(first), function, "M");
            case "endofmonth" -> end(shifted(start(first.plusMonths(1)), function, "M"));
            case "startofyear" -> shifted(start(newYear), function, "y");
            case "endofyear" -> end(shifted(start(newYear.plusYears(1)), function, "y"));
            default ->
                    throw new CqlException("No function exists with the name: " + function.name());
        };
    }

    private ZonedDateTime start(LocalDate day) {
        return day.atStartOfDay(zone);
    }

    private static ZonedDateTime end(ZonedDateTime nextStart) {
        return nextStart.minusMinutes(1);
    }

    private static ZonedDateTime shifted(
            ZonedDateTime time, Value.Function function, String naturalUnit) {
        if (function.arguments().isEmpty()) {
            return time;
        }
        Matcher increment = INCREMENT.matcher(function.arguments().get(0));
        if (!increment.matches() || function.arguments().size() > 1) {
            throw new CqlException("Invalid increment in " + function);
        }
        int amount = Integer.parseInt(increment.group(1) + increment.group(2));
        String unit = increment.group(3).isEmpty() ? naturalUnit : increment.group(3);
        return switch (unit) {
            case "y" -> time.plus(Period.ofYears(amount));
            case "M" -> time.plus(Period.ofMonths(amount));
            case "w" -> time.plus(Period.ofWeeks(amount));
            case "d" -> time.plus(Period.ofDays(amount));
            case "h" -> time.plus(Duration.ofHours(amount));
            default -> time.plus(Duration.ofMinutes(amount));
        };
    }
}
