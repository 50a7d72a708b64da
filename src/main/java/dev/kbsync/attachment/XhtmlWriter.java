package dev.kbsync.attachment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Writes what a parser tells of a file as storage format. Only what makes up text passes; macros,
 * pictures and anything else that the converter would take for Confluence's own does not, whatever
 * the file holds.
 */
final class XhtmlWriter extends DefaultHandler {

    private static final Map<String, String> KEPT =
            Map.ofEntries(
                    Map.entry("h1", "h1"),
                    Map.entry("h2", "h2"),
                    Map.entry("h3", "h3"),
                    Map.entry("h4", "h4"),
                    Map.entry("h5", "h5"),
                    Map.entry("h6", "h6"),
                    Map.entry("p", "p"),
                    Map.entry("div", "div"),
                    Map.entry("pre", "pre"),
                    Map.entry("blockquote", "blockquote"),
                    Map.entry("ul", "ul"),
                    Map.entry("ol", "ol"),
                    Map.entry("li", "li"),
                    Map.entry("table", "table"),
                    Map.entry("tr", "tr"),
                    Map.entry("th", "th"),
                    Map.entry("td", "td"),
                    Map.entry("b", "strong"),
                    Map.entry("strong", "strong"),
                    Map.entry("i", "em"),
                    Map.entry("em", "em"),
                    Map.entry("a", "a"));

    private static final Set<String> SILENT = Set.of("head", "script", "style", "title");

    private final StringBuilder xhtml = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private final int maxText;
    private final boolean plain;
    private int silent;
    private int text;
    private boolean blank = true;
    private boolean full;

    /**
     * @param maxText after how many characters of text no more is taken
     * @param plain whether line ends mean what they are: it is plain text
     */
    XhtmlWriter(int maxText, boolean plain) {
        this.maxText = maxText;
        this.plain = plain;
    }

    /** Ends the parsing of a file that has more text than is wanted. */
    private static final class FullException extends SAXException {

        private static final long serialVersionUID = 1;

        FullException() {
            super("There is enough text");
        }
    }

    /** What was written, with every element closed. */
    String xhtml() {
        StringBuilder whole = new StringBuilder(xhtml);
        open.forEach(name -> whole.append("</").append(name).append('>'));
        return whole.toString();
    }

    boolean isFull() {
        return full;
    }

    boolean isBlank() {
        return blank;
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
        String name = local.toLowerCase(Locale.ROOT);
        if (SILENT.contains(name)) {
            silent++;
        }
        if (silent > 0) {
            return;
        }
        if (name.equals("br")) {
            xhtml.append("<br/>");
        }
        String kept = kept(name);
        if (kept != null) {
            open.push(kept);
            xhtml.append('<').append(kept);
            if (kept.equals("a")) {
                address(attributes.getValue("href"));
            }
            xhtml.append('>');
        }
    }

    private @Nullable String kept(String name) {
        return plain && name.equals("p") ? "pre" : KEPT.get(name);
    }

    /** Elsewhere than in the file itself, a relative address leads nowhere. */
    private void address(@Nullable String href) {
        if (href != null && href.matches("(?i)(https?://|mailto:)\\S+")) {
            xhtml.append(" href=\"");
            href.chars().forEach(this::escape);
            xhtml.append('"');
        }
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
        String name = local.toLowerCase(Locale.ROOT);
        if (SILENT.contains(name)) {
            silent = Math.max(0, silent - 1);
            return;
        }
        String kept = kept(name);
        if (silent > 0 || kept == null || !open.contains(kept)) {
            return;
        }
        String last;
        do {
            last = open.pop();
            xhtml.append("</").append(last).append('>');
        } while (!last.equals(kept));
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        if (silent > 0) {
            return;
        }
        int taken = Math.min(length, maxText - text);
        if (taken > 0
                && taken < length
                && Character.isHighSurrogate(characters[start + taken - 1])) {
            taken--;
        }
        for (int i = start; i < start + taken; i++) {
            blank &= Character.isWhitespace(characters[i]);
            escape(characters[i]);
        }
        text += taken;
        if (taken < length) {
            full = true;
            throw new FullException();
        }
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) throws SAXException {
        characters(characters, start, length);
    }

    private void escape(int character) {
        switch (character) {
            case '&' -> xhtml.append("&amp;");
            case '<' -> xhtml.append("&lt;");
            case '>' -> xhtml.append("&gt;");
            case '"' -> xhtml.append("&quot;");
            default -> {
                // What XML does not know (form feeds between pages) parts words all the same.
                boolean known = character >= ' ' || character == '\n' || character == '\t';
                xhtml.append(known ? (char) character : ' ');
            }
        }
    }
}
