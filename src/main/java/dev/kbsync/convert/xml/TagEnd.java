package dev.kbsync.convert.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a start tag ends.
 *
 * @param end place of the {@code >}
 * @param cut from here up to {@link #end} the tag's attributes are unusable; the same as {@link
 *     #end} when all is well
 * @param closed whether the tag closes itself
 * @param namespaces where its attributes that declare a namespace begin
 */
record TagEnd(int end, int cut, boolean closed, List<Integer> namespaces) {

    /** More separators than that, outside of quotes, and the rest of the tag is left out. */
    private static final int MOST_SEPARATORS = 500;

    private static final String[] VOIDS = {"br", "hr", "img", "col"};

    /** Elements that hold text only. */
    private static final String[] LEAVES = {
        "ac:task-id", "ac:task-uuid", "ac:task-status", "style", "script"
    };

    private static final String[] PARAMETERS = {"ac:parameter", "ac:default-parameter"};

    private static final String[] AFTER_PARAMETERS = {
        "ac:parameter", "ac:default-parameter", "ac:rich-text-body", "ac:plain-text-body"
    };

    private static final String[] ATTRIBUTES = {"ac:adf-attribute"};

    private static final String[] AFTER_ATTRIBUTES = {
        "ac:adf-attribute", "ac:adf-content", "ac:adf-node"
    };

    private static final String[] COLUMNS = {"colgroup"};

    private static final String[] AFTER_COLUMNS = {"thead", "tbody", "tfoot", "tr"};

    /**
     * The end of the start tag at a place; null when it never ends. As storage format writes every
     * {@code <} in a value as an entity, one inside the tag means that a quote was left open.
     */
    static @Nullable TagEnd find(String text, int at) {
        int separators = 0;
        boolean unquoted = false;
        List<Integer> namespaces = List.of();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '>') {
                boolean closed = text.charAt(i - 1) == '/' && !unquoted;
                return new TagEnd(i, i, closed, namespaces);
            }
            if (c == '<') {
                return null;
            }
            if (c == '"' || c == '\'') {
                int close = closingQuote(text, i);
                if (close < 0) {
                    return cutAt(text, i, namespaces);
                }
                i = close;
            } else if (c == 'x' && isSpace(text.charAt(i - 1)) && text.startsWith("xmlns", i)) {
                namespaces = with(namespaces, i);
            } else if (c == '=' || c == '/' || isSpace(c)) {
                unquoted = c == '=' ? !isQuoteOrSpace(text, i + 1) : unquoted && c == '/';
                if (++separators > MOST_SEPARATORS) {
                    return cutAt(text, i, namespaces);
                }
            }
        }
        return null;
    }

    private static int closingQuote(String text, int open) {
        char quote = text.charAt(open);
        for (int i = open + 1; i < text.length() && text.charAt(i) != '<'; i++) {
            if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable TagEnd cutAt(String text, int from, List<Integer> namespaces) {
        for (int i = from; i < text.length() && text.charAt(i) != '<'; i++) {
            if (text.charAt(i) == '>') {
                return new TagEnd(i, from, text.charAt(i - 1) == '/', namespaces);
            }
        }
        return null;
    }

    private static List<Integer> with(List<Integer> some, int more) {
        List<Integer> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    static boolean startsName(String text, int at) {
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The tag name that begins at a place. */
    static String name(String text, int from) {
        int to = from;
        while (!endsName(text, to)) {
            to++;
        }
        return text.substring(from, to);
    }

    /** Whether the tag names that begin at two places are the same. */
    static boolean sameName(String text, int one, int other) {
        int i = 0;
        while (!endsName(text, one + i) && text.charAt(one + i) == text.charAt(other + i)) {
            i++;
        }
        return endsName(text, one + i) && endsName(text, other + i);
    }

    /** Whether the tag name at a place is one of those HTML writes without an end. */
    static boolean isVoid(String text, int at) {
        return isOneOf(VOIDS, text, at);
    }

    /**
     * Whether an element that no reader sees has ended where another one starts, although its end
     * tag is missing.
     *
     * @param open place of the name of the open element
     * @param next place of the name of the one that starts
     */
    static boolean endsBefore(String text, int open, int next) {
        return isOneOf(LEAVES, text, open)
                || (isOneOf(PARAMETERS, text, open) && isOneOf(AFTER_PARAMETERS, text, next))
                || (isOneOf(ATTRIBUTES, text, open) && isOneOf(AFTER_ATTRIBUTES, text, next))
                || (isOneOf(COLUMNS, text, open) && isOneOf(AFTER_COLUMNS, text, next));
    }

    private static boolean isOneOf(String[] names, String text, int at) {
        for (String name : names) {
            if (text.startsWith(name, at) && endsName(text, at + name.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsName(String text, int at) {
        if (at >= text.length()) {
            return true;
        }
        char c = text.charAt(at);
        return isSpace(c) || c == '>' || c == '/' || c == '<';
    }

    private static boolean isQuoteOrSpace(String text, int at) {
        if (at >= text.length()) {
            return true;
        }
        char c = text.charAt(at);
        return c == '"' || c == '\'' || isSpace(c);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
