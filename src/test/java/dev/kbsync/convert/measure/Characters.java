package dev.kbsync.convert.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares two texts character by character, punctuation included, blanks and invisible characters
 * left out: which characters of the one are not, in the same order, in the other.
 *
 * @see <a href="http://www.xmailserver.org/diff2.pdf">Myers, An O(ND) Difference Algorithm</a>
 */
final class Characters {

    /** More differences than that are counted without regard to their order. */
    private static final int MOST_DIFFERENCES = 6000;

    private final int[] source;
    private final int[] other;
    private final List<int[]> furthest = new ArrayList<>();

    private Characters(int[] source, int[] other) {
        this.source = source;
        this.other = other;
    }

    static int count(String text) {
        return characters(text).length;
    }

    /** The characters of a text that another one lacks, each stretch with what stands before it. */
    static List<String> lost(String text, String other) {
        return new Characters(characters(text), characters(other)).lost();
    }

    private static int[] characters(String text) {
        return text.replaceAll("\\[[ x]]", " ")
                .codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .toArray();
    }

    private List<String> lost() {
        int size = Math.min(source.length + other.length, MOST_DIFFERENCES);
        int[] reached = new int[2 * size + 3];
        for (int d = 0; d <= size; d++) {
            for (int k = -d; k <= d; k += 2) {
                boolean down = k == -d || (k != d && reached[at(k - 1)] < reached[at(k + 1)]);
                int x = down ? reached[at(k + 1)] : reached[at(k - 1)] + 1;
                while (x < source.length && x - k < other.length && same(x, x - k)) {
                    x++;
                }
                reached[at(k)] = x;
                if (x >= source.length && x - k >= other.length) {
                    return lost(d, k);
                }
            }
            furthest.add(Arrays.copyOf(reached, 2 * d + 3));
        }
        return List.of(new String(source, 0, source.length));
    }

    private boolean same(int x, int y) {
        return y >= 0 && source[x] == other[y];
    }

    /** Diagonals 0, 1, -1, 2, -2... one after the other, so that the array may grow at its end. */
    private static int at(int k) {
        return k > 0 ? 2 * k - 1 : -2 * k;
    }

    /** Goes the path back. */
    private List<String> lost(int differences, int end) {
        boolean[] gone = new boolean[source.length];
        int k = end;
        for (int d = differences; d > 0; d--) {
            int[] before = furthest.get(d - 1);
            boolean down = k == -d || (k != d && before[at(k - 1)] < before[at(k + 1)]);
            if (down) {
                k++;
            } else {
                k--;
                gone[before[at(k)]] = true;
            }
        }
        return stretches(gone);
    }

    private List<String> stretches(boolean[] gone) {
        List<String> stretches = new ArrayList<>();
        for (int i = 0; i < gone.length; i++) {
            int start = i;
            while (i < gone.length && gone[i]) {
                i++;
            }
            if (i > start) {
                stretches.add(new String(source, start, i - start));
            }
        }
        return stretches;
    }
}
