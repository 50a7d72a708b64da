package dev.kbsync.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    @Test
    void idsComeInBatchesThatFitAQuery() {
        List<String> ids = IntStream.range(0, 120).mapToObj(Integer::toString).toList();

        assertThat(Batches.of(ids)).extracting(List::size).containsExactly(50, 50, 20);
        assertThat(Batches.of(List.of())).isEmpty();
    }

    @Test
    void everyElementIsInOneBatchAndKeepsItsPlace() {
        assertThat(Batches.of(List.of(1, 2, 3, 4), 2))
                .containsExactly(List.of(1, 2), List.of(3, 4));
    }
}
