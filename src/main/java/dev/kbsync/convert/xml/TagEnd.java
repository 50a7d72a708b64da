package dev.kbsync.convert.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a start tag ends. The text is an array of characters, since all of it is read one by one,
 * and not each virtual machine reads strings as fast.
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

    private static final String NAMESPACE = "xmlns";

    private static final String[] VOIDS = {
        "br", "hr", "img", "col", "meta", "link", "wbr", "input", "source", "embed", "area", "base"
    };

    /** Elements that hold text only. */
    private static final String[] LEAVES = {
        "ac:task-id", "ac:task-uuid", "ac:task-status", "style", "script"
    };

    private static final String[] PARAMETERS = {"ac:parameter", "ac:default-parameter"};

    private static final String[] AFTER_PARAMETERS = {
        "ac:parameter", "ac:default-parameter", "ac:rich-text-body", "ac:plain-text-body"
    };

    private static final String[] ATTRIBUTES = {
        "ac:adf-attribute", "ac:adf-parameter", "ac:adf-mark"
    };

    private static final String[] AFTER_ATTRIBUTES = {
        "ac:adf-attribute", "ac:adf-content", "ac:adf-node"
    };

    /** Elements that hold no blocks. */
    private static final String[] LINES = {
        "ac:placeholder",
        "ac:parameter",
        "ac:default-parameter",
        "ac:adf-attribute",
        "ac:adf-parameter",
        "ac:adf-mark"
    };

    private static final String[] BLOCKS = {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "div",
        "pre",
        "blockquote",
        "hr",
        "ac:layout",
        "ac:task-list",
        "ac:structured-macro"
    };

    private static final String[] COLUMNS = {"colgroup"};

    private static final String[] AFTER_COLUMNS = {"thead", "tbody", "tfoot", "tr"};

    /**
     * The end of the start tag at a place; null when it never ends. As storage format writes every
     * {@code <} in a value as an entity, one inside the tag means that a quote was left open.
     */
    static @Nullable TagEnd find(char[] text, int at) {
        int separators = 0;
        boolean unquoted = false;
        List<Integer> namespaces = List.of();
        for (int i = at + 1; i < text.length; i++) {
            char c = text[i];
            if (c == '>') {
                boolean closed = text[i - 1] == '/' && !unquoted;
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
            } else if (c == 'x' && isSpace(text[i - 1]) && startsWith(text, i, NAMESPACE)) {
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

    private static int closingQuote(char[] text, int open) {
        char quote = text[open];
        for (int i = open + 1; i < text.length && text[i] != '<'; i++) {
            if (text[i] == quote) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable TagEnd cutAt(char[] text, int from, List<Integer> namespaces) {
        for (int i = from; i < text.length && text[i] != '<'; i++) {
            if (text[i] == '>') {
                return new TagEnd(i, from, text[i - 1] == '/', namespaces);
            }
        }
        return null;
    }

    private static List<Integer> with(List<Integer> some, int more) {
        List<Integer> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    static boolean startsName(char[] text, int at) {
        if (at >= text.length) {
            return false;
        }
        char c = text[at];
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The tag name that begins at a place. */
    static String name(char[] text, int from) {
        int to = from;
        while (!endsName(text, to)) {
            to++;
        }
        return new String(text, from, to - from);
    }

    /** Whether the tag names that begin at two places are the same. */
    static boolean sameName(char[] text, int one, int other) {
        int i = 0;
        while (!endsName(text, one + i) && text[one + i] == text[other + i]) {
            i++;
        }
        return endsName(text, one + i) && endsName(text, other + i);
    }

    /** Whether the tag name at a place is one of those HTML writes without an end. */
    static boolean isVoid(char[] text, int at) {
        return isOneOf(VOIDS, text, at);
    }

    /**
     * Whether a date has no end tag. The text of one that has is the date once more, and nobody
     * needs it; this one's is the page's.
     *
     * @param at place of the tag's name
     * @param end where the tag ends
     */
    static boolean isOpenDate(char[] text, int at, int end) {
        if (!startsWith(text, at, "time") || !endsName(text, at + "time".length())) {
            return false;
        }
        int next = end;
        while (next < text.length && text[next] != '<') {
            next++;
        }
        return !startsWith(text, next, "</time");
    }

    /**
     * Whether an element that no reader sees has ended where another one starts, although its end
     * tag is missing.
     *
     * @param open place of the name of the open element
     * @param next place of the name of the one that starts
     */
    static boolean endsBefore(char[] text, int open, int next) {
        return isOneOf(LEAVES, text, open)
                || (isOneOf(PARAMETERS, text, open) && isOneOf(AFTER_PARAMETERS, text, next))
                || (isOneOf(ATTRIBUTES, text, open) && isOneOf(AFTER_ATTRIBUTES, text, next))
                || (isOneOf(LINES, text, open) && isOneOf(BLOCKS, text, next))
                || (isOneOf(COLUMNS, text, open) && isOneOf(AFTER_COLUMNS, text, next));
    }

    private static boolean isOneOf(String[] names, char[] text, int at) {
        for (String name : names) {
            // Mostly the first letter tells; every tag is compared with all of these names.
            if (name.charAt(0) == text[at]
                    && startsWith(text, at, name)
                    && endsName(text, at + name.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text goes on with those letters at a place. */
    static boolean startsWith(char[] text, int at, String letters) {
        int length = letters.length();
        if (at + length > text.length) {
            return false;
        }
        int i = 0;
        while (i < length && text[at + i] == letters.charAt(i)) {
            i++;
        }
        return i == length;
    }

    private static boolean endsName(char[] text, int at) {
        if (at >= text.length) {
            return true;
        }
        char c = text[at];
        return isSpace(c) || c == '>' || c == '/' || c == '<';
    }

    private static boolean isQuoteOrSpace(char[] text, int at) {
        if (at >= text.length) {
            return true;
        }
        char c = text[at];
        return c == '"' || c == '\'' || isSpace(c);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
