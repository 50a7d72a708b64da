package dev.kbsync.chunk;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a stretch of text that is too long: at the ends of lines, else of sentences, else at blanks,
 * else between characters as readers see them, and inside of these only where one is too long.
 */
final class TextCut {

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    /** Words and characters are too many to be looked at one by one. */
    private static final int RUN = 120;

    /** Where a text is cut, from the best to the worst. */
    private enum At {
        LINES(0),
        SENTENCES(1),
        WORDS(2),
        CHARACTERS(3),
        CHARACTER(4),
        CODE_POINT(5);

        private final int badness;

        At(int badness) {
            this.badness = badness;
        }

        private At worse() {
            return switch (this) {
                case LINES -> SENTENCES;
                case SENTENCES -> WORDS;
                case WORDS -> CHARACTERS;
                case CHARACTERS -> CHARACTER;
                case CHARACTER, CODE_POINT -> CODE_POINT;
            };
        }
    }

    /** Takes what fits. */
    interface Sink {
        void accept(int start, int end, int tokens, int depth);
    }

    private final String text;
    private final IntBinaryOperator tokens;
    private final int room;
    private final Sink sink;

    /**
     * @param tokens says how many tokens a stretch has, or that it has more than fit
     * @param room how many tokens fit
     */
    TextCut(String text, IntBinaryOperator tokens, int room, Sink sink) {
        this.text = text;
        this.tokens = tokens;
        this.room = room;
        this.sink = sink;
    }

    void cut(int from, int to) {
        cut(from, to, At.LINES);
    }

    @SuppressWarnings("EnumOrdinal") // Their order is how finely they cut.
    private void cut(int from, int to, At at) {
        int start = from;
        for (int end : ends(from, to, at)) {
            int count = tokens.applyAsInt(start, end);
            if (count <= room || at == At.CODE_POINT) {
                sink.accept(start, end, count, at.badness);
            } else {
                cut(start, end, at.worse());
            }
            start = end;
        }
    }

    private List<Integer> ends(int from, int to, At at) {
        return switch (at) {
            case LINES -> lines(from, to);
            case SENTENCES -> new Inline(text, from).outside(sentences(from, to));
            case WORDS -> new Inline(text, from).outside(words(from, to));
            case CHARACTERS -> characters(from, to, 16);
            case CHARACTER -> characters(from, to, 1);
            case CODE_POINT -> codePoints(from, to);
        };
    }

    private List<Integer> lines(int from, int to) {
        List<Integer> ends = new ArrayList<>();
        for (int at = from; at < to; ) {
            int lf = text.indexOf('\n', at);
            at = lf < 0 || lf >= to ? to : lf + 1;
            while (at < to && text.charAt(at) == '\n') {
                at++;
            }
            ends.add(at);
        }
        return ends;
    }

    private List<Integer> sentences(int from, int to) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text.substring(from, to));
        List<Integer> ends = new ArrayList<>();
        sentences.first();
        for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
            ends.add(from + end);
        }
        return ends;
    }

    /** Several words each: where they end depends on what they are, not on what comes before. */
    private List<Integer> words(int from, int to) {
        List<Integer> ends = new ArrayList<>();
        int start = from;
        int word = from;
        for (int at = from + 1; at < to; at++) {
            if (Character.isWhitespace(text.charAt(at - 1))
                    && !Character.isWhitespace(text.charAt(at))) {
                if (at - start >= RUN || hash(word, at) % 4 == 0) {
                    ends.add(at);
                    start = at;
                }
                word = at;
            }
        }
        ends.add(to);
        return ends;
    }

    private int hash(int from, int to) {
        int hash = 0;
        for (int i = from; i < Math.min(to, from + RUN); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return (hash ^ (hash >>> 15)) & Integer.MAX_VALUE;
    }

    private List<Integer> characters(int from, int to, int most) {
        List<Integer> ends = new ArrayList<>();
        Matcher character = GRAPHEME.matcher(text).region(from, to);
        int count = 0;
        while (character.find()) {
            if (++count == most || character.end() == to) {
                ends.add(character.end());
                count = 0;
            }
        }
        return ends;
    }

    private List<Integer> codePoints(int from, int to) {
        List<Integer> ends = new ArrayList<>();
        for (int at = from; at < to; ) {
            at += Character.charCount(text.codePointAt(at));
            ends.add(at);
        }
        return ends;
    }
}
