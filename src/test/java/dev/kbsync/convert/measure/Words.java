package dev.kbsync.convert.measure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A multiset of words, case ignored. */
final class Words {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_]*");

    private final Map<String, Integer> counts = new HashMap<>();
    private int size;

    static Words of(String text) {
        Words words = new Words();
        words.add(text, 1);
        return words;
    }

    void add(String text, int times) {
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            counts.merge(matcher.group(), times, Integer::sum);
            size += times;
        }
    }

    int size() {
        return size;
    }

    boolean contains(String word) {
        return counts.containsKey(word);
    }

    /** How many words both have. */
    int common(Words other) {
        int common = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            common += Math.min(entry.getValue(), other.counts.getOrDefault(entry.getKey(), 0));
        }
        return common;
    }

    /** What this has more of. */
    Map<String, Integer> minus(Words other) {
        Map<String, Integer> rest = new HashMap<>();
        counts.forEach(
                (word, times) -> {
                    int more = times - other.counts.getOrDefault(word, 0);
                    if (more > 0) {
                        rest.put(word, more);
                    }
                });
        return rest;
    }

    /** Words of a text, in order, with single blanks between them. */
    static String normalized(String text) {
        StringBuilder words = new StringBuilder();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.append(words.length() == 0 ? "" : " ").append(matcher.group());
        }
        return words.toString();
    }
}
