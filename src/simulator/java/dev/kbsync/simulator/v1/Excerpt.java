package dev.kbsync.simulator.v1;

import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.Entry;
import dev.kbsync.simulator.content.PlainText;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.http.Html;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The piece of text a search row shows, with found words between markers. It is cut at a fixed
 * length, in the middle of a character if that is where it falls.
 */
final class Excerpt {
    private static final int LENGTH = 300;
    private static final int INDEXED_LENGTH = 50;
    private static final int LEAD = 60;

    private final String strategy;
    private final List<String> words;

    /**
     * @param strategy value of the {@code excerpt} parameter
     * @param words what the query looks for, in lower case
     */
    Excerpt(String strategy, List<String> words) {
        this.strategy = strategy;
        this.words = words;
    }

    String of(Entry entry) {
        boolean highlight = strategy.startsWith("highlight");
        if (!highlight && !strategy.startsWith("indexed")) {
            return "";
        }
        String text = text(entry, highlight);
        int from = highlight ? Math.max(0, firstFound(text) - LEAD) : 0;
        int length = highlight ? LENGTH : INDEXED_LENGTH;
        String piece = text.substring(from, Math.min(text.length(), from + length));
        String shown = strategy.endsWith("_unescaped") ? piece : Html.escape(piece);
        return highlight ? marked(shown) : shown;
    }

    /** The text to cut a piece of: all of it only if something is to be found in it. */
    private String text(Entry entry, boolean highlight) {
        if (entry instanceof Space space) {
            return space.description();
        }
        String storage = ((Content) entry).storage();
        return highlight && !words.isEmpty()
                ? PlainText.of(storage)
                : PlainText.beginning(storage, LENGTH);
    }

    private int firstFound(String text) {
        Matcher found = words.isEmpty() ? null : anyWord().matcher(text);
        return found != null && found.find() ? found.start() : 0;
    }

    /** The text with markers around what was looked for. */
    String marked(String text) {
        return words.isEmpty() ? text : anyWord().matcher(text).replaceAll("@@@hl@@@$0@@@endhl@@@");
    }

    private Pattern anyWord() {
        String any = words.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
