package dev.kbsync.convert.render;

import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * Escapes text where Markdown would take it for syntax, and only there: commonmark's renderer
 * writes {@code snake\_case} and {@code a -\> b}, which readers, machines too, stumble over.
 *
 * <p>It rests on what the trees here are like: no two text nodes in a row, no link definitions, no
 * white space at the begin or end of a line.
 */
final class MarkdownEscape {

    private static final String SPECIAL = "\\`*_~[]<&!#|";

    private static final boolean[] IS_SPECIAL = new boolean[128];

    static {
        SPECIAL.chars().forEach(c -> IS_SPECIAL[c] = true);
    }

    private String text = "";
    private boolean inCell;
    private boolean inLink;
    private boolean beforeLink;
    private boolean mayBeLine;
    private Text node = new Text();
    private final Delimiters delimiters = new Delimiters();

    /** Looked up when the first bar comes, as it takes a look at the whole text. */
    private @Nullable Boolean tableRow;

    private int closingHashes;
    private int underscoresEnd;
    private boolean underscoresEmphasize;

    /**
     * A text as it must be written.
     *
     * @param lineStart whether the text begins a line
     */
    String text(Text node, boolean lineStart, boolean cell, boolean link) {
        this.node = node;
        text = node.getLiteral();
        inCell = cell;
        inLink = link;
        Node next = node.getNext();
        beforeLink = next instanceof Link;
        tableRow = null;
        mayBeLine = endsLine(next) && endsLine(node.getPrevious());
        boolean endsHeading = next == null && node.getParent() instanceof Heading;
        closingHashes = endsHeading ? closingHashes(text) : text.length();
        underscoresEnd = 0;
        return escaped(lineStart ? BlockStart.escapeAt(text) : -1);
    }

    private String escaped(int marker) {
        String whole = text;
        StringBuilder escaped = null;
        int copied = 0;
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (i == marker || (c < 128 && IS_SPECIAL[c] && isSyntax(c, i))) {
                if (escaped == null) {
                    escaped = new StringBuilder(whole.length() + 16);
                }
                escaped.append(whole, copied, i).append('\\');
                copied = i;
            }
        }
        return escaped == null ? whole : escaped.append(whole, copied, whole.length()).toString();
    }

    private boolean isSyntax(char c, int at) {
        return switch (c) {
            case '`' -> delimiters.mayPair(c, node);
            case '\\' -> at + 1 == text.length() || isAsciiPunctuation(text.charAt(at + 1));
            case '*', '~' -> !(isSpace(at - 1) && isSpace(at + 1)) && delimiters.mayPair(c, node);
            case '_' -> mayBeEmphasis(at) && delimiters.mayPair(c, node);
            case '[' -> inLink;
            case ']' -> inLink || isAt(at + 1, '(');
            case '<' -> at + 1 == text.length() || mayBeginTag(at + 1);
            case '&' -> isEntity(text, at);
            case '!' -> beforeLink && at + 1 == text.length();
            case '#' -> at >= closingHashes;
            default -> inCell || mayBeTableRow();
        };
    }

    /** Underscores between letters, as in {@code snake_case}, are no emphasis. */
    private boolean mayBeEmphasis(int at) {
        if (at < underscoresEnd) {
            return underscoresEmphasize;
        }
        int end = at + 1;
        while (isAt(end, '_')) {
            end++;
        }
        underscoresEnd = end;
        underscoresEmphasize = true;
        if (at > 0 && end < text.length()) {
            int before = text.codePointBefore(at);
            int after = text.codePointAt(end);
            boolean inWord = Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
            underscoresEmphasize = !inWord && !(before == ' ' && after == ' ');
        }
        return underscoresEmphasize;
    }

    private static boolean endsLine(@Nullable Node beside) {
        return beside == null || beside instanceof HardLineBreak;
    }

    /** The row between head and body of a table, which fills its line. */
    private boolean mayBeTableRow() {
        if (tableRow == null) {
            tableRow = mayBeLine && text.chars().allMatch(c -> "|:- ".indexOf(c) >= 0);
        }
        return tableRow;
    }

    /** Where the number signs begin that would be read as the heading's end. */
    private static int closingHashes(String heading) {
        int from = heading.length();
        while (from > 0 && heading.charAt(from - 1) == '#') {
            from--;
        }
        return from == 0 || heading.charAt(from - 1) == ' ' ? from : heading.length();
    }

    private boolean isAt(int at, char c) {
        return at >= 0 && at < text.length() && text.charAt(at) == c;
    }

    private boolean isSpace(int at) {
        return isAt(at, ' ');
    }

    /** A tag, or an address in angle brackets, such as {@code <+x@example.org>}. */
    private boolean mayBeginTag(int at) {
        char c = text.charAt(at);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || "/!?".indexOf(c) >= 0) {
            return true;
        }
        int end = at;
        while (end < text.length() && isInAddress(text.charAt(end))) {
            end++;
        }
        return end > at && (end == text.length() || text.charAt(end) == '@');
    }

    private static boolean isInAddress(char c) {
        return isAsciiLetterOrDigit(c) || "!&.#$%'*+/=?^_`{|}~-".indexOf(c) >= 0;
    }

    private static boolean isAsciiPunctuation(char c) {
        return (c >= '!' && c <= '/')
                || (c >= ':' && c <= '@')
                || (c >= '[' && c <= '`')
                || (c >= '{' && c <= '~');
    }

    /** Whether {@code &} begins what may be read as an entity. */
    private static boolean isEntity(String text, int at) {
        int i = at + 1;
        if (i < text.length() && text.charAt(i) == '#') {
            i++;
        }
        int name = i;
        while (i < text.length() && i < at + 40 && isAsciiLetterOrDigit(text.charAt(i))) {
            i++;
        }
        return i > name && i < text.length() && text.charAt(i) == ';';
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    /** A link's address. */
    static String destination(String address) {
        StringBuilder escaped = null;
        int copied = 0;
        boolean bracketed = address.isEmpty();
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            boolean syntax = c == '<' || c == '>' || c == '\\';
            bracketed |= syntax || c == '(' || c == ')' || c == ' ';
            if (syntax || (c == '&' && isEntity(address, i))) {
                if (escaped == null) {
                    escaped = new StringBuilder(address.length() + 16);
                }
                escaped.append(address, copied, i).append(syntax ? "\\" : "&amp;");
                copied = syntax ? i : i + 1;
            }
        }
        String written =
                escaped == null
                        ? address
                        : escaped.append(address, copied, address.length()).toString();
        return bracketed ? "<" + written + ">" : written;
    }

    /** A link's title, without its quotes. */
    static String title(String title) {
        StringBuilder escaped = new StringBuilder(title.length() + 8);
        for (int i = 0; i < title.length(); i++) {
            char c = title.charAt(i);
            if (c == '&' && isEntity(title, i)) {
                escaped.append("&amp;");
            } else {
                escaped.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }
}
