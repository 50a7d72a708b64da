package dev.kbsync.convert.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of a block while they become nodes: how far marks and links reach, what stands at
 * their ends, and what a mark gives up there so that it can be written.
 */
final class Pieces {

    private final Piece[] pieces;

    Pieces(List<Piece> pieces) {
        List<Piece> apart = new ArrayList<>(pieces.size() + 4);
        for (Piece piece : pieces) {
            piece.addWithBlanksApart(apart);
        }
        this.pieces = apart.toArray(Piece[]::new);
    }

    /** Headings and header cells that are strong from start to end say nothing by it. */
    static List<Piece> withoutStrong(List<Piece> pieces) {
        int strong = Mark.STRONG.bit();
        if (!pieces.stream().allMatch(p -> p.isBlank() || (p.marks() & strong) != 0)) {
            return pieces;
        }
        return pieces.stream().map(p -> p.withMarks(p.marks() & ~strong)).toList();
    }

    int size() {
        return pieces.length;
    }

    Piece get(int i) {
        return pieces[i];
    }

    void set(int i, Piece piece) {
        pieces[i] = piece;
    }

    int linkEnd(Target link, int from, int to) {
        int end = from + 1;
        while (end < to && pieces[end].link() == link) {
            end++;
        }
        return withoutBlanks(from, end);
    }

    /** Where a mark ends: not in the middle of a link that begins after it. */
    int markEnd(Mark mark, int from, Span span) {
        int end = from + 1;
        while (end < span.to() && (pieces[end].marks() & mark.bit()) != 0) {
            end++;
        }
        Target cut = span.opens(pieces[end - 1]);
        if (end < span.to() && cut != null && pieces[end].link() == cut) {
            while (end > from && pieces[end - 1].link() == cut) {
                end--;
            }
        }
        return withoutBlanks(from, end);
    }

    private int withoutBlanks(int from, int end) {
        int trimmed = end;
        while (trimmed > from && pieces[trimmed - 1].isBlank()) {
            trimmed--;
        }
        return trimmed;
    }

    /** Whether the first and the last piece are text and nothing else. */
    boolean hasBareEnds(Span marked) {
        return isBare(marked, marked.from()) && isBare(marked, marked.to() - 1);
    }

    private boolean isBare(Span marked, int i) {
        Piece piece = pieces[i];
        return piece.isText() && !marked.isMarked(piece) && marked.opens(piece) == null;
    }

    boolean isFollowedByMark(Span marked) {
        return marked.to() < pieces.length && marked.isMarked(pieces[marked.to()]);
    }

    Side first(Span marked) {
        int i = marked.from();
        return isBare(marked, i) ? Side.first(pieces[i].text()) : Side.PUNCTUATION;
    }

    Side last(Span marked) {
        int i = marked.to() - 1;
        return isBare(marked, i) ? Side.last(pieces[i].text()) : Side.PUNCTUATION;
    }

    /** What follows a stretch that ends before a piece. */
    Side sideAt(int i, Span span) {
        if (i == span.to()) {
            return span.after();
        }
        Piece piece = pieces[i];
        if (piece.isBreak()) {
            return Side.BLANK;
        }
        if (!piece.isText() || span.opens(piece) != null) {
            return Side.PUNCTUATION;
        }
        Side first = Side.first(piece.text());
        return first == Side.OTHER && isSureToOpen(i, span) ? Side.PUNCTUATION : first;
    }

    /**
     * Whether a delimiter is sure to stand before a piece that begins with a letter. A tag is;
     * stars and tildes are if there is a letter they can end behind.
     */
    private boolean isSureToOpen(int i, Span span) {
        int open = pieces[i].wraps() & ~span.done();
        if (open == Mark.SUPERSCRIPT.bit() || open == Mark.SUBSCRIPT.bit()) {
            return true;
        }
        for (Mark mark : new Mark[] {Mark.STRONG, Mark.STRIKETHROUGH}) {
            if (open == mark.bit()) {
                int last = markEnd(mark, i, span) - 1;
                return last == i
                        || (isBare(span.within(mark), last)
                                && Side.last(pieces[last].text()) == Side.OTHER);
            }
        }
        return false;
    }

    /**
     * Takes off the punctuation that a mark cannot begin with.
     *
     * @param outer what stands before the mark
     * @return what was taken off, to be written before the mark
     */
    String takeLeading(Span marked, Side outer) {
        Piece piece = pieces[marked.from()];
        if (!isBare(marked, marked.from())) {
            return "";
        }
        String whole = piece.text();
        int cut = 0;
        Side before = outer;
        while (cut < whole.length() && !Side.starWorks(before, Side.of(whole.codePointAt(cut)))) {
            before = Side.of(whole.codePointAt(cut));
            cut += Character.charCount(whole.codePointAt(cut));
        }
        if (cut == whole.length()) {
            return "";
        }
        pieces[marked.from()] = piece.withText(whole.substring(cut));
        return whole.substring(0, cut);
    }

    /** The punctuation that a mark cannot end with. */
    String trailing(Span marked) {
        if (!isBare(marked, marked.to() - 1)) {
            return "";
        }
        String whole = pieces[marked.to() - 1].text();
        int cut = whole.length();
        Side after = marked.after();
        while (cut > 0 && !Side.starWorks(after, Side.of(whole.codePointBefore(cut)))) {
            after = Side.of(whole.codePointBefore(cut));
            cut -= Character.charCount(whole.codePointBefore(cut));
        }
        return cut == 0 ? "" : whole.substring(cut);
    }

    /** Takes that off, and gives the last piece as it was. */
    Piece takeTrailing(Span marked, String trailing) {
        Piece whole = pieces[marked.to() - 1];
        if (!trailing.isEmpty()) {
            int kept = whole.text().length() - trailing.length();
            pieces[marked.to() - 1] = whole.withText(whole.text().substring(0, kept));
        }
        return whole;
    }

    /** Takes from the first and the last piece the marks that would stand inside of this one. */
    boolean giveUpInner(Span marked) {
        boolean any = false;
        for (int i : new int[] {marked.from(), marked.to() - 1}) {
            Piece piece = pieces[i];
            if (piece.isText() && marked.isMarked(piece)) {
                pieces[i] = piece.withMarks(piece.marks() & marked.done());
                any = true;
            }
        }
        return any;
    }

    void giveUp(Mark mark, Span marked) {
        for (int i = marked.from(); i < marked.to(); i++) {
            pieces[i] = pieces[i].withMarks(pieces[i].marks() & ~mark.bit());
        }
    }
}
