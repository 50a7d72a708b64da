package dev.kbsync.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.confluence.ResultRows;
import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompleteListTest {

    @Test
    void aListIsReadToItsEnd() {
        List<String> all =
                CompleteList.of(
                        cursor ->
                                cursor == null
                                        ? new ResultRows<>(List.of("a", "b"), "next", 3)
                                        : new ResultRows<>(List.of("c"), null, 3));

        assertThat(all).containsExactly("a", "b", "c");
    }

    @Test
    void aListThatGoesRoundInCirclesHasNoEnd() {
        assertThatThrownBy(
                        () -> CompleteList.of(cursor -> new ResultRows<>(List.of("a"), "again", 1)))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("in a loop");
    }
}
