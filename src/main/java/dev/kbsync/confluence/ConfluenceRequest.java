package dev.kbsync.confluence;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One GET to a site.
 *
 * @param site name of the site
 * @param path path below the site's base, for example {@code /wiki/rest/api/search}; never with a
 *     query
 * @param query parameters, not encoded, in the order they are sent
 * @param reader makes the result of a 200 answer while it arrives
 * @param divisible whether the same can be had in smaller pieces, so that a request that takes too
 *     long is not worth repeating as it is
 * @param redirect whether the answer is due to lead elsewhere; nobody follows it here
 * @param <T> what the reader makes
 */
public record ConfluenceRequest<T>(
        String site,
        String path,
        List<Map.Entry<String, String>> query,
        ResponseReader<T> reader,
        boolean divisible,
        boolean redirect) {

    public ConfluenceRequest(
            String site,
            String path,
            Map<String, String> query,
            ResponseReader<T> reader,
            boolean divisible) {
        this(site, path, List.copyOf(query.entrySet()), reader, divisible, false);
    }

    public ConfluenceRequest(
            String site, String path, Map<String, String> query, ResponseReader<T> reader) {
        this(site, path, query, reader, false);
    }

    /** With one parameter that has several values. */
    public static <T> ConfluenceRequest<T> forEach(
            String site,
            String path,
            String parameter,
            Collection<String> values,
            ResponseReader<T> reader) {
        List<Map.Entry<String, String>> query =
                values.stream().map(value -> Map.entry(parameter, value)).toList();
        return new ConfluenceRequest<>(site, path, query, reader, false, false);
    }

    /** A request whose answer says where else something can be found. */
    static ConfluenceRequest<Redirect> forRedirect(String site, String path) {
        return new ConfluenceRequest<>(
                site,
                path,
                List.of(),
                body -> {
                    throw new IOException("A redirect has no body worth reading");
                },
                false,
                true);
    }

    /** Reads an answer's body; must not keep the stream. */
    @FunctionalInterface
    public interface ResponseReader<T> {
        T read(InputStream body) throws IOException;
    }

    /** The query as it goes over the wire, empty if there is none. */
    String encodedQuery() {
        return query.stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
