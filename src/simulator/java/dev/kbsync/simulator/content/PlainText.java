package dev.kbsync.simulator.content;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of a storage-format body, as a search index reads them: tags gone, CDATA and entities
 * resolved, macro parameters left out, one line for each block. Works on malformed bodies too.
 */
public final class PlainText {
    private static final Set<String> INLINE =
            Set.of(
                    "strong", "em", "u", "s", "del", "sub", "sup", "code", "span", "a", "small",
                    "b");
    private static final String CDATA = "<![CDATA[";

    private final String storage;
    private final int longest;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private PlainText(String storage, int longest) {
        this.storage = storage;
        this.longest = longest;
    }

    public static String of(String storage) {
        return new PlainText(storage, Integer.MAX_VALUE).read();
    }

    /** The beginning of the text, cut at a length wherever that falls. */
    public static String beginning(String storage, int length) {
        String text = new PlainText(storage, length).read();
        return text.substring(0, Math.min(length, text.length()));
    }

    private String read() {
        while (at < storage.length() && text.length() <= longest) {
            char c = storage.charAt(at);
            if (c == '<') {
                markup();
            } else if (c == '&') {
                entity();
            } else {
                append(c);
                at++;
            }
        }
        return text.toString().stripTrailing();
    }

    /** Adds a character; lines have no blanks around them, and none is empty. */
    private void append(char c) {
        char shown = c == '\u00a0' ? ' ' : c;
        int length = text.length();
        boolean atStart = length == 0 || text.charAt(length - 1) == '\n';
        if (shown == '\n') {
            while (length > 0 && Character.isWhitespace(text.charAt(length - 1))) {
                length--;
            }
            text.setLength(length);
            if (length > 0) {
                text.append('\n');
            }
        } else if (!atStart || !Character.isWhitespace(shown)) {
            text.append(shown);
        }
    }

    private void append(CharSequence piece, int from, int to) {
        for (int i = from; i < to; i++) {
            append(piece.charAt(i));
        }
    }

    private void markup() {
        if (storage.startsWith(CDATA, at)) {
            int end = end("]]>");
            append(storage, at + CDATA.length(), end);
            at = Math.min(storage.length(), end + 3);
            return;
        }
        int end = end(">");
        String name = name(storage, at + 1);
        boolean empty = end > 0 && storage.charAt(end - 1) == '/';
        at = Math.min(storage.length(), end + 1);
        if (name.equals("ac:parameter") && !empty) {
            at = end("</ac:parameter>");
        }
        if (!INLINE.contains(name)) {
            append('\n');
        }
    }

    private int end(String mark) {
        int end = storage.indexOf(mark, at);
        return end < 0 ? storage.length() : end;
    }

    private static String name(String storage, int from) {
        int start = storage.startsWith("/", from) ? from + 1 : from;
        int end = start;
        while (end < storage.length() && " />\n\t".indexOf(storage.charAt(end)) < 0) {
            end++;
        }
        return storage.substring(start, end);
    }

    private void entity() {
        int end = storage.indexOf(';', at);
        @Nullable String resolved =
                end < 0 || end - at > 10 ? null : Entities.text(storage.substring(at + 1, end));
        String shown = resolved == null ? "&" : resolved;
        append(shown, 0, shown.length());
        at = resolved == null ? at + 1 : end + 1;
    }
}
