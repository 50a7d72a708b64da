package dev.kbsync.retrieval.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FusedTest {

    @Test
    void whatBothRankingsHaveComesBeforeWhatOneOfThemHas() {
        assertThat(Fused.fused(List.of(7, 8, 9), List.of(5, 9, 8))).containsExactly(8, 9, 5, 7);
    }

    @Test
    void oneRankingAloneKeepsItsOrder() {
        assertThat(Fused.fused(List.of(3, 1, 2), List.of())).containsExactly(3, 1, 2);
    }
}
