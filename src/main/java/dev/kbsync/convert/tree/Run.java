package dev.kbsync.convert.tree;

import dev.kbsync.convert.text.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * Inline content while it is collected: white space collapses as in HTML, and a blank between two
 * stretches carries only the marks both have, so that no mark begins or ends with a blank.
 * Non-breaking spaces at the start of a line indent it, and stay.
 */
final class Run {

    private static final char NON_BREAKING = '\u00a0';
    private static final int MAX_INDENT = 100;

    private final Cleaner cleaner;
    private final Shape shape;
    private List<Piece> pieces = new ArrayList<>();

    /** The text of the piece that is being collected, and what it is marked as. */
    private final Stretch text = new Stretch();

    private int textMarks;
    private @Nullable Target textLink;

    private boolean blank;
    private int blankMarks;
    private @Nullable Target blankLink;

    /** Between words that came apart without a blank: a badge, a name, a marker. */
    private boolean gap;

    private boolean lead;

    /** Spaces at the start of the line up to its last non-breaking one, and those after that. */
    private int indent;

    private int afterIndent;

    /** Runs whenever content is added. */
    private final Runnable onContent;

    Run(Cleaner cleaner, Shape shape, Runnable onContent) {
        this.cleaner = cleaner;
        this.shape = shape;
        this.onContent = onContent;
    }

    /** Text of one line, cleaned like all text. */
    static String line(Cleaner cleaner, String raw) {
        Run line = new Run(cleaner, Shape.LINE, () -> {});
        line.text(raw, 0, null);
        List<Piece> pieces = line.take();
        return pieces.isEmpty() ? "" : pieces.get(0).text();
    }

    void text(String raw, int marks, @Nullable Target link) {
        char[] chars = raw.toCharArray();
        int start = 0;
        int i = 0;
        while (i < chars.length) {
            char c = chars[i];
            if (Cleaner.isPlain(c)
                    || (c == ' '
                            && i > start
                            && i + 1 < chars.length
                            && Cleaner.isPlain(chars[i + 1]))) {
                i++;
                continue;
            }
            append(raw, start, i, marks, link);
            if (Cleaner.isSpace(c)) {
                indent(c);
                blank(marks, link);
                i++;
            } else {
                String clean = cleaner.character(raw, i);
                append(clean, 0, clean.length(), marks, link);
                i += Cleaner.length(raw, i);
            }
            start = i;
        }
        append(raw, start, i, marks, link);
    }

    /** Text kept as it is, blanks included. */
    void verbatim(String clean, int marks, @Nullable Target link) {
        append(clean, 0, clean.length(), marks, link);
    }

    private void append(String from, int start, int end, int marks, @Nullable Target link) {
        if (start == end) {
            return;
        }
        content(from.codePointAt(start), marks, link);
        mark(marks, link);
        text.append(start == 0 && end == from.length() ? from : from.substring(start, end));
    }

    private void mark(int marks, @Nullable Target link) {
        if (textMarks != marks || textLink != link) {
            cut();
            textMarks = marks;
            textLink = link;
        }
    }

    void node(Supplier<? extends Node> node, int marks, @Nullable Target link) {
        content(' ', marks, link);
        cut();
        pieces.add(new Piece("", marks, link, node));
    }

    /** Ordinary spaces count between non-breaking ones only, as editors mix the two. */
    private void indent(char space) {
        if (space == NON_BREAKING) {
            indent += afterIndent + 1;
            afterIndent = 0;
        } else if (indent > 0) {
            afterIndent = 1;
        }
    }

    /** A blank, written only if something follows. */
    void blank(int marks, @Nullable Target link) {
        blankMarks = blank ? blankMarks & marks : marks;
        blankLink = blank && blankLink != link ? null : link;
        blank = true;
    }

    /** Keeps the words before and after apart. */
    void gap() {
        gap = true;
    }

    /** Before new content: the blank that was waiting, with the marks both sides have. */
    private void content(int first, int marks, @Nullable Target link) {
        onContent.run();
        lead = false;
        if (gap) {
            gap = false;
            if (beginsWord(first) && text.endsWord()) {
                blank(0, textLink == link ? link : null);
            }
        }
        // A single one comes from an editor and means nothing.
        int indented = indent > 1 && shape != Shape.LINE ? indent + afterIndent : 0;
        noIndent();
        if (!blank) {
            return;
        }
        blank = false;
        if (atLineStart()) {
            if (indented > 0) {
                mark(0, null);
                text.append(String.valueOf(NON_BREAKING).repeat(Math.min(indented, MAX_INDENT)));
            }
            return;
        }
        Piece before =
                text.isEmpty()
                        ? pieces.get(pieces.size() - 1)
                        : new Piece("", textMarks, textLink, null);
        boolean sameLink = link == before.link() && link == blankLink;
        mark(blankMarks & marks & before.marks(), sameLink ? link : null);
        text.append(" ");
    }

    private void noIndent() {
        indent = 0;
        afterIndent = 0;
    }

    /** Whether a character would stick to a word before it; markers begin with a bracket. */
    private static boolean beginsWord(int first) {
        return Character.isLetterOrDigit(first) || first == '(';
    }

    private void cut() {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text.take(), textMarks, textLink, null));
        }
    }

    void lineBreak(int marks, @Nullable Target link) {
        cut();
        blank = false;
        gap = false;
        noIndent();
        if (!pieces.isEmpty()) {
            pieces.add(Piece.lineBreak(marks, link));
        }
    }

    /** Whether nothing stands on the line yet. */
    boolean atLineStart() {
        return text.isEmpty() && (pieces.isEmpty() || pieces.get(pieces.size() - 1).isBreak());
    }

    /** Declares what stands here a beginning that the next paragraph goes on with. */
    void lead() {
        blank(0, null);
        lead = true;
    }

    boolean isLead() {
        return lead;
    }

    /** The content, without breaks at its end; the run begins anew. */
    List<Piece> take() {
        cut();
        blank = false;
        gap = false;
        lead = false;
        noIndent();
        if (pieces.isEmpty()) {
            return List.of();
        }
        List<Piece> content = pieces;
        pieces = new ArrayList<>();
        int end = content.size();
        while (end > 0 && content.get(end - 1).isBreak()) {
            end--;
        }
        return content.subList(0, end);
    }
}
