package dev.kbsync.simulator.v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentIndex.Order;
import dev.kbsync.simulator.content.ContentIndex.Position;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.faults.Faults;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Refusal;
import dev.kbsync.simulator.http.Request;
import dev.kbsync.simulator.rest.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads lists page by page, with all that can go wrong on the way. */
final class Lists {
    private final Faults faults;

    Lists(Faults faults) {
        this.faults = faults;
    }

    /**
     * A page of a list of content, read off the order the site keeps.
     *
     * @param spaces ids of the spaces to look in
     * @param sort such as {@code -modified-date}
     * @param limit at most so many rows
     * @param test what belongs in the list
     * @param json how a row is written
     */
    Answer content(
            Call call,
            Collection<Long> spaces,
            String sort,
            int limit,
            Predicate<Content> test,
            Function<Content, ObjectNode> json) {
        refuseLarge(call, limit);
        V2Cursor cursor = V2Cursor.of(call, sort);
        Iterator<Content> all =
                sort.endsWith("title")
                        ? byTitle(call, spaces, sort, cursor)
                        : scan(call, spaces, sort, cursor);
        List<Content> rows = new ArrayList<>();
        while (all.hasNext() && rows.size() <= limit) {
            Content content = all.next();
            if (test.test(content) && call.content().visible(content, call.account())) {
                rows.add(content);
            }
        }
        boolean more = rows.size() > limit;
        int shown = shown(call, more ? limit : rows.size(), more);
        ArrayNode results = Json.array();
        rows.subList(0, shown).forEach(content -> results.add(json.apply(content)));
        return Results.of(
                call, results, more ? next(call, place(sort, rows.get(shown - 1))) : null);
    }

    /** A page of a list that is short and kept whole. */
    <T> Answer whole(Call call, List<T> all, int limit, Function<T, ObjectNode> json) {
        V2Cursor cursor = V2Cursor.of(call, "");
        int from = cursor == null ? 0 : (int) Math.min(cursor.id(), all.size());
        boolean more = from + limit < all.size();
        int shown = shown(call, Math.min(limit, all.size() - from), more);
        ArrayNode results = Json.array();
        all.subList(from, from + shown).forEach(row -> results.add(json.apply(row)));
        V2Cursor place = new V2Cursor("", "", from + shown);
        return Results.of(call, results, more ? next(call, place) : null);
    }

    private static Iterator<Content> scan(
            Call call, Collection<Long> spaces, String sort, @Nullable V2Cursor cursor) {
        Position after = cursor == null ? null : new Position(number(cursor.value()), cursor.id());
        return call.content().index().scan(spaces, order(sort), sort.startsWith("-"), after);
    }

    private static long number(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException foreign) {
            return 0;
        }
    }

    private static Order order(String sort) {
        return switch (sort.replace("-", "")) {
            case "createddate" -> Order.CREATED;
            case "modifieddate" -> Order.MODIFIED;
            default -> Order.ID;
        };
    }

    private static V2Cursor place(String sort, Content last) {
        String value =
                sort.endsWith("title")
                        ? lower(last.title())
                        : Long.toString(order(sort).of(last).value());
        return new V2Cursor(sort, value, last.id());
    }

    private static Iterator<Content> byTitle(
            Call call, Collection<Long> spaces, String sort, @Nullable V2Cursor cursor) {
        List<Content> all = new ArrayList<>();
        call.content().index().scan(spaces, Order.ID, false, null).forEachRemaining(all::add);
        Comparator<Content> ascending =
                Comparator.comparing((Content content) -> lower(content.title()))
                        .thenComparing(Content::id);
        Comparator<Content> order = sort.startsWith("-") ? ascending.reversed() : ascending;
        return all.stream()
                .sorted(order)
                .filter(c -> cursor == null || follows(c, cursor, sort))
                .iterator();
    }

    private static boolean follows(Content content, V2Cursor cursor, String sort) {
        int difference = lower(content.title()).compareTo(cursor.value());
        int order = difference != 0 ? difference : Long.compare(content.id(), cursor.id());
        return sort.startsWith("-") ? order < 0 : order > 0;
    }

    private static String lower(String title) {
        return title.toLowerCase(Locale.ROOT);
    }

    private void refuseLarge(Call call, int limit) {
        Request request = call.request();
        Optional<Fault> fault =
                call.parameter("body-format") == null
                        ? Optional.empty()
                        : faults.strike(FaultKind.TIMEOUT_OVER_LIMIT, request);
        if (fault.isPresent() && limit > fault.get().number("limit", 25)) {
            throw new Refusal(
                    Answer.html(504, "<html><body><h1>504 Gateway Time-out</h1></body></html>"));
        }
    }

    private int shown(Call call, int rows, boolean more) {
        boolean halved =
                more
                        && rows > 1
                        && faults.strike(FaultKind.SHORT_PAGES, call.request()).isPresent();
        return halved ? rows / 2 : rows;
    }

    private String next(Call call, V2Cursor place) {
        String sent = call.parameter("cursor");
        return sent != null && faults.strike(FaultKind.LOOPING_CURSOR, call.request()).isPresent()
                ? sent
                : place.encoded();
    }
}
