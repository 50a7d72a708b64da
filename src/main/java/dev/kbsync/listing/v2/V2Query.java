package dev.kbsync.listing.v2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Parameters of a list of v2. A filter always has a value: an empty {@code space-id} lists the
 * whole site.
 *
 * @param parameters not encoded, in the order they are sent; a name may come more than once
 */
public record V2Query(List<Map.Entry<String, String>> parameters) {

    static final V2Query NONE = new V2Query(List.of());

    public V2Query {
        for (Map.Entry<String, String> parameter : parameters) {
            if (parameter.getValue().isBlank()) {
                throw new IllegalArgumentException(
                        "The filter \"%s\" of a list is empty; Confluence would list everything."
                                .formatted(parameter.getKey()));
            }
        }
    }

    public V2Query with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(parameters);
        more.add(Map.entry(name, value));
        return new V2Query(List.copyOf(more));
    }

    /** With several values joined by commas, which Confluence documents for ids and keys only. */
    public V2Query withIds(String name, Collection<String> ids) {
        return with(name, String.join(",", ids));
    }

    /** With several values as several parameters. */
    public V2Query withEach(String name, Collection<String> values) {
        V2Query query = this;
        for (String value : values) {
            query = query.with(name, value);
        }
        return query;
    }
}
