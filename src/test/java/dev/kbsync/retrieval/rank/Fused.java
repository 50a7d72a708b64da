package dev.kbsync.retrieval.rank;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuses two rankings by their ranks.
 *
 * @see <a href="https://doi.org/10.1145/1571941.1572114">Reciprocal rank fusion</a>
 */
public record Fused(Ranking one, Ranking other) implements Ranking {

    private static final double SMOOTHING = 60;

    @Override
    public String name() {
        return one.name() + " and " + other.name();
    }

    @Override
    public Ranker index(List<String> texts) {
        Ranker first = one.index(texts);
        Ranker second = other.index(texts);
        return query -> fused(first.rank(query), second.rank(query));
    }

    static List<Integer> fused(List<Integer> one, List<Integer> other) {
        Map<Integer, Double> scores = new LinkedHashMap<>();
        for (List<Integer> places : List.of(one, other)) {
            for (int rank = 0; rank < places.size(); rank++) {
                scores.merge(places.get(rank), 1 / (SMOOTHING + rank + 1), Double::sum);
            }
        }
        return scores.entrySet().stream()
                .sorted(
                        Map.Entry.<Integer, Double>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .limit(Ranker.DEPTH)
                .toList();
    }
}
