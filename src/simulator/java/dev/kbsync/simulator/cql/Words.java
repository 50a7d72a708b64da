package dev.kbsync.simulator.cql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What {@code ~} looks for: every word, in any order, as Confluence does; {@code word*} by its
 * beginning; {@code \"several words\"} as a phrase.
 *
 * @param words plain words in lower case
 * @param prefixes beginnings of words in lower case
 * @param phrases words that have to follow each other, in lower case with single blanks
 */
record Words(List<String> words, List<String> prefixes, List<String> phrases) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern TERM = Pattern.compile("\"([^\"]*)\"|\\S+");

    static Words of(String query) {
        Words found = new Words(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        TERM.matcher(query).results().forEach(found::add);
        return found;
    }

    private void add(MatchResult term) {
        if (term.group(1) != null) {
            phrases.add(String.join(" ", split(term.group(1))));
        } else if (term.group().endsWith("*")) {
            prefixes.addAll(split(term.group()));
        } else if (!term.group().equals("AND")) {
            words.addAll(split(term.group()));
        }
    }

    private static List<String> split(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    boolean in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(word -> found(word, lower, true))
                && prefixes.stream().allMatch(prefix -> found(prefix, lower, false))
                && (phrases.isEmpty() || phrasesIn(lower));
    }

    /** Whether a word, or one that begins so, stands in a text. */
    private static boolean found(String word, String text, boolean whole) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && (ends || !whole)) {
                return true;
            }
        }
        return false;
    }

    private boolean phrasesIn(String text) {
        String spaced = " " + String.join(" ", split(text)) + " ";
        return phrases.stream().allMatch(phrase -> spaced.contains(" " + phrase + " "));
    }
}
