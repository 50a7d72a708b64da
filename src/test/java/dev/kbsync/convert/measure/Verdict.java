package dev.kbsync.convert.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of a page's facts in its document. */
final class Verdict {

    final Map<Kind, Integer> expected = new EnumMap<>(Kind.class);
    final Map<Kind, List<String>> lost = new EnumMap<>(Kind.class);
    final List<String> leaked = new ArrayList<>();
    final List<String> twice = new ArrayList<>();
    final List<String> added = new ArrayList<>();
    final Map<String, Integer> missing;
    int words;

    Verdict(Facts source, Facts document, String shown) {
        for (Kind kind : Kind.values()) {
            judge(kind, source.of(kind), document.of(kind), shown);
        }
        words = source.words.size();
        missing = source.words.minus(document.words);
        document.words
                .minus(source.words)
                .forEach(
                        (word, times) -> {
                            List<String> which = source.words.contains(word) ? twice : added;
                            which.add(times == 1 ? word : word + " x" + times);
                        });
        for (String value : source.hidden) {
            if (phrases(document.text, value) > phrases(source.text, value)) {
                leaked.add(value);
            }
        }
    }

    private static int phrases(String text, String phrase) {
        return occurrences(" " + text + " ", " " + phrase + " ", Integer.MAX_VALUE);
    }

    private void judge(Kind kind, List<String> facts, List<String> stated, String shown) {
        expected.put(kind, facts.size());
        List<String> gone = new ArrayList<>();
        switch (kind) {
            case TITLE, JIRA, EMOJI, DATE, FILE, MENTION -> {
                String where = kind == Kind.TITLE ? Words.normalized(shown) : shown;
                Map<String, Integer> seen = new HashMap<>();
                for (String fact : facts) {
                    int time = seen.merge(fact, 1, Integer::sum);
                    if (occurrences(where, fact, time) < time) {
                        gone.add(fact);
                    }
                }
            }
            case IMAGE -> {
                List<String> left = new ArrayList<>(stated);
                for (String fact : facts) {
                    if (!removeFirst(left, fact)) {
                        gone.add(fact);
                    }
                }
            }
            default -> {
                List<String> left = new ArrayList<>(stated);
                for (String fact : facts) {
                    boolean named =
                            kind == Kind.LINK_TEXT && Words.normalized(shown).contains(fact);
                    if (!left.remove(fact) && !named) {
                        gone.add(fact);
                    }
                }
            }
        }
        lost.put(kind, gone);
    }

    private static boolean removeFirst(List<String> images, String name) {
        for (int i = 0; i < images.size(); i++) {
            if (images.get(i).contains(name)) {
                images.remove(i);
                return true;
            }
        }
        return false;
    }

    private static int occurrences(String text, String part, int enough) {
        int count = 0;
        int at = text.indexOf(part);
        while (at >= 0 && count < enough) {
            count++;
            at = text.indexOf(part, at + 1);
        }
        return count;
    }
}
