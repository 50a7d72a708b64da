package dev.kbsync.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a site's address as people type or paste it. */
public final class SiteUrl {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    /** As long as a host name and a pasted path get; nobody types more. */
    private static final int LONGEST = 2000;

    private static final int LONGEST_HOST = 253;
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    /** With a number behind it, a name still fits its column. */
    private static final int LONGEST_NAME = 50;

    private SiteUrl() {}

    /**
     * @param typed a site's address; the scheme may be missing, a path such as {@code
     *     /wiki/spaces/X} is cut off
     * @return scheme, lower-case host without a trailing dot, and the port unless it is the
     *     scheme's usual one: two spellings of one address are equal
     * @throws IllegalArgumentException with one sentence that says what is wrong and how to mend it
     */
    public static URI parse(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "The site's URL is empty; enter it as https://example.atlassian.net");
        }
        if (text.length() > LONGEST) {
            throw unusable(text, "it is longer than " + LONGEST + " characters");
        }
        URI uri = uri(text);
        if (uri.getUserInfo() != null) {
            throw unusable(text, "it carries a user name or password");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = host(uri, text);
        if (!scheme.equals("https") && !(scheme.equals("http") && LOCAL.contains(host))) {
            throw unusable(text, "only https is safe for credentials");
        }
        return URI.create(scheme + "://" + host + port(uri, scheme, text));
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text.contains("://") ? text : "https://" + text);
            if (uri.getHost() == null) {
                throw unusable(text, "it has no host name, or not a usable one");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw unusable(text, "it is not a web address");
        }
    }

    private static String host(URI uri, String text) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        boolean named =
                host.length() <= LONGEST_HOST
                        && Stream.of(host.split("\\.", -1)).allMatch(label -> label.matches(LABEL));
        if (!named && !host.startsWith("[")) {
            throw unusable(
                    text,
                    "its host name is longer than 253 characters, or a part of it is longer than 63");
        }
        if (!host.contains(".") && !host.contains(":") && !LOCAL.contains(host)) {
            throw unusable(text, "its host name lacks a domain");
        }
        return host;
    }

    private static String port(URI uri, String scheme, String text) {
        int port = uri.getPort();
        if (port == 0 || port > 65535) {
            throw unusable(text, "a port is a number from 1 to 65535");
        }
        return port < 0 || port == (scheme.equals("https") ? 443 : 80) ? "" : ":" + port;
    }

    /** Whether a stored or foreign address is the site's; an unusable one belongs to no site. */
    public static boolean same(String address, URI site) {
        try {
            return parse(address).equals(site);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * A site name made of a host's first label: {@code https://Example.atlassian.net} gives {@code
     * example}.
     */
    static String nameOf(URI url) {
        String host = url.getHost();
        String label = LOCAL.contains(host) ? "localhost" : host.split("\\.", 2)[0];
        String name = label.replaceAll("[^a-z0-9-]", "-");
        if (name.length() > LONGEST_NAME) {
            name = name.substring(0, LONGEST_NAME);
        }
        name = name.replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "site" : name;
    }

    private static IllegalArgumentException unusable(String text, String why) {
        return new IllegalArgumentException(
                "The site's URL %s cannot be used: %s; enter it as https://example.atlassian.net"
                        .formatted(shown(text), why));
    }

    /** A password before the host is not repeated, nor what fills a page. */
    private static String shown(String text) {
        if (text.contains("@")) {
            return "(hidden)";
        }
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }
}
