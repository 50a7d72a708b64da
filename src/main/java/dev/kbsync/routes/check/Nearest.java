package dev.kbsync.routes.check;

import java.util.Collection;
import java.util.Comparator;

/** Finds the word that was probably meant. */
public final class Nearest {

    private Nearest() {}

    /** {@code ; did you mean "x"?} for the nearest of some words; empty if there are none. */
    static String hint(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(other -> distance(other, word)))
                .map("; did you mean \"%s\"?"::formatted)
                .orElse("");
    }

    /** How many letters have to be changed, added or removed. */
    public static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
