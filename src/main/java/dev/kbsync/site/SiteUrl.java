package dev.kbsync.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Reads a site's address as people type or paste it. */
public final class SiteUrl {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private SiteUrl() {}

    /**
     * @param typed a site's address; the scheme may be missing, a path such as {@code
     *     /wiki/spaces/X} is cut off
     * @return scheme, lower-case host and port
     * @throws IllegalArgumentException with one sentence that says what is wrong and how to mend it
     */
    public static URI parse(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "The site's URL is empty; enter it as https://example.atlassian.net");
        }
        URI uri;
        try {
            uri = new URI(text.contains("://") ? text : "https://" + text);
        } catch (URISyntaxException e) {
            throw unusable(text, "it is not a web address");
        }
        if (uri.getHost() == null) {
            throw unusable(text, "it has no host name");
        }
        if (uri.getUserInfo() != null) {
            throw unusable("(hidden)", "it carries a user name or password");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && LOCAL.contains(host))) {
            throw unusable(text, "only https is safe for credentials");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(scheme + "://" + host + port);
    }

    /**
     * A site name made of a host's first label: {@code https://Example.atlassian.net} gives {@code
     * example}.
     */
    static String nameOf(URI url) {
        String host = url.getHost();
        String label = LOCAL.contains(host) ? "localhost" : host.split("\\.", 2)[0];
        String name = label.replaceAll("[^a-z0-9-]", "-").replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "site" : name;
    }

    private static IllegalArgumentException unusable(String text, String why) {
        return new IllegalArgumentException(
                "The site's URL %s cannot be used: %s; enter it as https://example.atlassian.net"
                        .formatted(text, why));
    }
}
