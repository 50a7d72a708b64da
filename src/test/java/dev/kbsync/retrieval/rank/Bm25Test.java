package dev.kbsync.retrieval.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.search.SearchAnalyzer;
import java.util.List;
import org.junit.jupiter.api.Test;

class Bm25Test {

    private final Ranker ranker =
            new Bm25(new SearchAnalyzer())
                    .index(
                            List.of(
                                    "The kiln holds for ten minutes.",
                                    "Biscuit holds for ten minutes in the kiln, biscuit alone.",
                                    "가마는 목요일마다 소성합니다."));

    @Test
    void theMoreAndTheRarerWordsTheHigherTheRank() {
        assertThat(ranker.rank("biscuit kiln")).containsExactly(1, 0);
    }

    @Test
    void koreanIsFoundWithinLongerWords() {
        assertThat(ranker.rank("목요일")).containsExactly(2);
    }

    @Test
    void whatNobodySaysIsNotFound() {
        assertThat(ranker.rank("porcelain")).isEmpty();
        assertThat(ranker.rank("?")).isEmpty();
    }
}
