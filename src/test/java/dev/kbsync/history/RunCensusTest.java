package dev.kbsync.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.Census;
import dev.kbsync.page.Census.Treatment;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunCensusTest {

    @Test
    void theReportNamesEveryMacroThatIsNotInTheDocumentsAsItWas() {
        SortedMap<String, SortedMap<Treatment, Integer>> counts = new TreeMap<>();
        counts.put("jira", new TreeMap<>(Map.of(Treatment.NAMED, 3)));
        counts.put("toc", new TreeMap<>(Map.of(Treatment.DROPPED, 1)));
        counts.put("vendor", new TreeMap<>(Map.of(Treatment.UNKNOWN, 2)));
        counts.put("info", new TreeMap<>(Map.of(Treatment.RENDERED, 7)));
        counts.put("<colgroup>", new TreeMap<>(Map.of(Treatment.DROPPED, 1)));

        assertThat(RunCensus.text(new Census(counts, List.of("first", "second"))))
                .isEqualTo(
                        """

                          named only: jira 3
                          unknown, body kept: vendor 2
                          left out: toc 1
                          warnings: 2, the first: first\
                        """);
        assertThat(RunCensus.text(Census.EMPTY)).isEmpty();
    }
}
