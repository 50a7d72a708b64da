package dev.kbsync.retrieval;

import dev.kbsync.retrieval.cut.Cut;
import dev.kbsync.retrieval.cut.Passage;
import dev.kbsync.retrieval.cut.Torn;
import dev.kbsync.retrieval.page.SourcePages;
import dev.kbsync.retrieval.question.Question;
import dev.kbsync.retrieval.rank.Ranker;
import dev.kbsync.retrieval.rank.Ranking;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One cut with all questions.
 *
 * @param name of the cut
 * @param passages all that it makes
 * @param results by the name of the ranking: what became of each question, in their order
 */
record Trial(String name, List<Passage> passages, Map<String, List<Found>> results) {

    static Trial of(Cut cut, SourcePages pages, List<Question> questions, List<Ranking> rankings) {
        List<Passage> passages =
                pages.all().stream().flatMap(page -> cut.passages(page).stream()).toList();
        List<String> texts = passages.stream().map(Passage::ranked).toList();
        List<Boolean> answerable =
                questions.stream()
                        .map(question -> passages.stream().anyMatch(p -> p.answers(question)))
                        .toList();
        Map<String, List<Found>> results = new LinkedHashMap<>();
        for (Ranking ranking : rankings) {
            Ranker ranker = ranking.index(texts);
            List<Found> found = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                List<Passage> ranked =
                        ranker.rank(questions.get(i).query()).stream().map(passages::get).toList();
                found.add(Found.in(ranked, answerable.get(i), questions.get(i)));
            }
            results.put(ranking.name(), found);
        }
        return new Trial(cut.name(), passages, results);
    }

    /** What became of each question by one ranking. */
    List<Found> found(String ranking) {
        return Objects.requireNonNull(results.get(ranking), ranking);
    }

    Torn torn() {
        return passages.stream()
                .map(passage -> Torn.in(passage.text()))
                .reduce(new Torn(0, 0), Torn::plus);
    }

    int tokens() {
        return passages.stream().mapToInt(Passage::tokens).sum();
    }

    int longest() {
        return passages.stream().mapToInt(Passage::tokens).max().orElse(0);
    }
}
