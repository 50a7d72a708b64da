package dev.kbsync.simulator.v2;

import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Errors;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters lists of v2 have in common, checked as they are read: what is no number, no known
 * word or out of range is a 400.
 */
final class ListRequest {
    static final List<String> BODY_FORMATS = List.of("storage", "atlas_doc_format");
    static final List<String> CONTENT_SORTS =
            List.of(
                    "id",
                    "-id",
                    "created-date",
                    "-created-date",
                    "modified-date",
                    "-modified-date");
    static final List<String> PAGE_SORTS =
            List.of(
                    "id",
                    "-id",
                    "created-date",
                    "-created-date",
                    "modified-date",
                    "-modified-date",
                    "title",
                    "-title");

    private static final int LARGEST_LIMIT = 250;

    private final Call call;

    ListRequest(Call call) {
        this.call = call;
    }

    Call call() {
        return call;
    }

    int limit(int otherwise) {
        return number("limit", otherwise, 1, LARGEST_LIMIT);
    }

    int number(String name, int otherwise, int least, int most) {
        String value = call.parameter(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            throw wrongType(value, name, "int");
        }
        throw Errors.v2BadRequest(
                "Provided value {%s} for '%s' is out of range. Expected a value between %d and %d."
                        .formatted(value, name, least, most));
    }

    /** One of several words, null if the parameter is absent. */
    @Nullable String word(String name, Collection<String> known) {
        String value = call.parameter(name);
        if (value != null && !known.contains(value)) {
            throw wrongType(value, name, "one of " + known);
        }
        return value;
    }

    /** How to sort, in the parameter's own words. */
    String sort(List<String> known) {
        String sort = word("sort", known);
        return sort == null ? known.get(0) : sort;
    }

    @Nullable String bodyFormat() {
        return word("body-format", BODY_FORMATS);
    }

    Set<String> statuses(Collection<String> known, Set<String> otherwise) {
        List<String> values = call.request().parameters().list("status");
        for (String value : values) {
            if (!known.contains(value)) {
                throw wrongType(value, "status", "one of " + known);
            }
        }
        return values.isEmpty() ? otherwise : new LinkedHashSet<>(values);
    }

    /** Ids to filter by; empty if the parameter is absent. */
    Set<Long> ids(String name, int most) {
        List<String> values = call.request().parameters().list(name);
        if (values.size() > most) {
            throw Errors.v2BadRequest(
                    "The parameter '%s' accepts at most %d values.".formatted(name, most));
        }
        return values.stream().map(value -> id(value, name)).collect(Collectors.toSet());
    }

    /** The number in an id; attachments have a prefix before it. */
    static long id(String value, String name) {
        long id = Call.id(value);
        if (id < 0) {
            throw wrongType(value, name, "long");
        }
        return id;
    }

    private static RuntimeException wrongType(String value, String name, String expected) {
        return Errors.v2BadRequest(
                "Provided value {%s} for '%s' is not the correct type. Expected type is %s"
                        .formatted(value, name, expected));
    }
}
