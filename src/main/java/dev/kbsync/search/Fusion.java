package dev.kbsync.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.TopDocs;

/** Makes one ranking of several by reciprocal rank: scores of different kinds do not compare. */
final class Fusion {

    /** How far down each ranking counts. */
    static final int DEPTH = 100;

    /** The usual constant; it keeps the first places from deciding alone. */
    private static final int SMOOTHING = 60;

    private Fusion() {}

    /** The entries that rank best in all of them together. */
    static List<Integer> of(List<TopDocs> rankings, int limit) {
        Map<Integer, Double> scores = new HashMap<>();
        for (TopDocs ranking : rankings) {
            for (int rank = 0; rank < ranking.scoreDocs.length; rank++) {
                scores.merge(
                        ranking.scoreDocs[rank].doc, 1.0 / (SMOOTHING + rank + 1), Double::sum);
            }
        }
        return scores.entrySet().stream()
                .sorted(
                        Map.Entry.<Integer, Double>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }
}
