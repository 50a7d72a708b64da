package dev.kbsync.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Escaping for HTML and for the parts of an address. */
public final class Html {
    private Html() {}

    /** The text with everything HTML could mistake for markup written as entities. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** The text as one value of a query, with a blank as a plus sign. */
    public static String query(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
