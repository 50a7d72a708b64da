package dev.kbsync.convert.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a page or a document states. */
final class Facts {

    private final Map<Kind, List<String>> facts = new EnumMap<>(Kind.class);

    /** What is there to be read. */
    final Words words = new Words();

    /** All there is to be read, as its words in order. */
    String text = "";

    /** The same as it stands, what is repeated only once. */
    final StringBuilder raw = new StringBuilder();

    /** What must not be read: values of parameters and ids. */
    final Set<String> hidden = new TreeSet<>();

    void add(Kind kind, String fact) {
        facts.computeIfAbsent(kind, unused -> new ArrayList<>()).add(fact);
    }

    List<String> of(Kind kind) {
        return facts.getOrDefault(kind, List.of());
    }

    void read(String all, int times) {
        raw.append(all).append('\n');
        String withoutBoxes = all.replaceAll("\\[[ x]]", " ");
        words.add(withoutBoxes, times);
        text = text + " " + Words.normalized(withoutBoxes);
    }

    void hide(String value) {
        String normalized = Words.normalized(value);
        if (normalized.length() >= 3) {
            hidden.add(normalized);
        }
    }
}
