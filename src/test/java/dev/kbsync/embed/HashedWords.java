package dev.kbsync.embed;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vectors without a model: each word counts at a place that its hash says. Texts that share words
 * are near to each other.
 */
public final class HashedWords {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private HashedWords() {}

    /** A vector of length one. */
    public static float[] vector(String text, int dimensions) {
        double[] counts = new double[dimensions];
        counts[0] = 0.01; // A text without words has a vector as well.
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            int hash = words.group().hashCode() * 0x9E3779B9;
            counts[Math.floorMod(hash >>> 7, dimensions)] += (hash & 1) == 0 ? 1 : -1;
        }
        double square = 0;
        for (double count : counts) {
            square += count * count;
        }
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (counts[i] / Math.sqrt(square));
        }
        return vector;
    }
}
