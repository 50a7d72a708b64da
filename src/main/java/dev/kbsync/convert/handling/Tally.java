package dev.kbsync.convert.handling;

import dev.kbsync.page.Census;
import dev.kbsync.page.Census.Treatment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what a conversion meets and what becomes of it. */
public final class Tally {

    private final Map<Treatment, Map<String, int[]>> counts = new EnumMap<>(Treatment.class);
    private final List<String> warnings = new ArrayList<>();
    private int furtherWarnings;

    public Tally() {
        for (Treatment treatment : Treatment.values()) {
            counts.put(treatment, new HashMap<>());
        }
    }

    public void count(String construct, Treatment treatment) {
        Map<String, int[]> times = counts.getOrDefault(treatment, Map.of());
        int[] before = times.get(construct);
        if (before == null) {
            boolean room = times.size() < Census.MOST_CONSTRUCTS;
            before = times.computeIfAbsent(room ? construct : Census.OTHERS, unused -> new int[1]);
        }
        before[0]++;
    }

    public void warn(String warning) {
        if (warnings.size() < Census.MOST_WARNINGS) {
            warnings.add(Label.of(warning));
        } else {
            furtherWarnings++;
        }
    }

    public Census census() {
        SortedMap<String, SortedMap<Treatment, Integer>> sorted = new TreeMap<>();
        counts.forEach(
                (treatment, constructs) ->
                        constructs.forEach(
                                (construct, times) ->
                                        sorted.computeIfAbsent(construct, unused -> new TreeMap<>())
                                                .put(treatment, times[0])));
        SortedMap<String, Integer> onThisPage = new TreeMap<>();
        sorted.keySet().forEach(construct -> onThisPage.put(construct, 1));
        return new Census(sorted, onThisPage, warnings, furtherWarnings);
    }
}
