package dev.kbsync.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of a passage that has most of what was asked for.
 *
 * @param pieces the text in its order
 */
public record Excerpt(List<Piece> pieces) {

    private static final SearchAnalyzer ANALYZER = new SearchAnalyzer();
    private static final int LENGTH = 320;
    private static final int BEFORE = 60;

    /** Passages are short; one that is not was not cut. */
    private static final int MOST = 100_000;

    /**
     * A piece of text.
     *
     * @param hit whether it was asked for
     */
    public record Piece(String text, boolean hit) {}

    public Excerpt {
        pieces = List.copyOf(pieces);
    }

    static Excerpt of(String whole, Set<String> wanted) {
        String text = whole.substring(0, Math.min(whole.length(), MOST)).strip();
        List<SearchAnalyzer.Term> hits =
                ANALYZER.terms(text).stream().filter(t -> wanted.contains(t.text())).toList();
        int start = start(text, hits);
        int end = boundary(text, Math.min(text.length(), start + LENGTH));
        List<Piece> pieces = new ArrayList<>();
        int at = start;
        add(pieces, start > 0 ? "… " : "", false);
        for (SearchAnalyzer.Term hit : hits) {
            if (hit.end() <= end && hit.end() > at) {
                int from = Math.max(hit.start(), at);
                add(pieces, text.substring(at, from), false);
                add(pieces, text.substring(from, hit.end()), true);
                at = hit.end();
            }
        }
        add(pieces, text.substring(at, Math.max(at, end)), false);
        add(pieces, end < text.length() ? " …" : "", false);
        return new Excerpt(pieces);
    }

    private static void add(List<Piece> pieces, String text, boolean hit) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, hit));
        }
    }

    /** Where the excerpt with most of the different terms begins. */
    private static int start(String text, List<SearchAnalyzer.Term> hits) {
        int best = 0;
        int most = 0;
        for (int i = 0; i < hits.size(); i++) {
            Set<String> different = new HashSet<>();
            int first = hits.get(i).start();
            for (int j = i; j < hits.size() && hits.get(j).end() <= first + LENGTH - BEFORE; j++) {
                different.add(hits.get(j).text());
            }
            if (different.size() > most) {
                most = different.size();
                best = first;
            }
        }
        return best + LENGTH - BEFORE >= text.length() && text.length() <= LENGTH
                ? 0
                : boundary(text, Math.max(0, best - BEFORE));
    }

    /** The end of a word before a place, if there is one nearby; never within a character. */
    private static int boundary(String text, int place) {
        if (place == 0 || place == text.length()) {
            return place;
        }
        for (int at = place; at > place - BEFORE && at > 0; at--) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at;
            }
        }
        return Character.isLowSurrogate(text.charAt(place)) ? place - 1 : place;
    }

    /** The text without marks. */
    public String text() {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }
}
