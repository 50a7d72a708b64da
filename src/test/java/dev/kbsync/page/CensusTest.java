package dev.kbsync.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kbsync.page.Census.Met;
import dev.kbsync.page.Census.Treatment;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CensusTest {

    private static Census met(String construct, Treatment treatment, int times) {
        SortedMap<String, SortedMap<Treatment, Integer>> counts = new TreeMap<>();
        counts.put(construct, new TreeMap<>(Map.of(treatment, times)));
        return new Census(counts, List.of());
    }

    @Test
    void pagesAddUp() {
        Census sum =
                met("jira", Treatment.NAMED, 2)
                        .plus(met("jira", Treatment.RENDERED, 3))
                        .plus(met("<p>", Treatment.RENDERED, 1))
                        .plus(met("<p>", Treatment.RENDERED, 1))
                        .plus(met("<p>", Treatment.RENDERED, 1))
                        .plus(met("toc", Treatment.DROPPED, 9));

        assertThat(sum.met())
                .extracting(Met::construct, Met::pages)
                .containsExactly(tuple("jira", 2), tuple("toc", 1), tuple("<p>", 3));
        assertThat(sum.met().get(0).named()).isEqualTo(2);
        assertThat(sum.met().get(0).rendered()).isEqualTo(3);
    }

    @Test
    void namesWithoutEndAreCountedTogether() {
        Census sum = Census.EMPTY;
        for (int i = 0; i < Census.MOST_CONSTRUCTS + 50; i++) {
            sum = sum.plus(met("name" + i, Treatment.UNKNOWN, 2));
        }

        assertThat(sum.counts()).hasSize(Census.MOST_CONSTRUCTS).containsKey(Census.OTHERS);
        assertThat(sum.met().stream().mapToInt(Met::unknown).sum())
                .isEqualTo(2 * (Census.MOST_CONSTRUCTS + 50));
    }

    @Test
    void warningsBeyondTheFirstAreCountedOnly() {
        List<String> many = Collections.nCopies(Census.MOST_WARNINGS + 1, "bad");
        Census page = new Census(new TreeMap<>(), many);

        Census sum = page.plus(page);

        assertThat(sum.warnings()).hasSize(Census.MOST_WARNINGS);
        assertThat(sum.furtherWarnings()).isEqualTo(Census.MOST_WARNINGS + 2);
    }
}
