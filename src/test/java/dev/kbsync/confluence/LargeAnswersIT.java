package dev.kbsync.confluence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.Instance;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer larger than any real one is not read to its end. */
class LargeAnswersIT {

    private static final int SIZE = 40_000_000;

    @TempDir private Path folder;

    private RunReport run(String by, ObjectNode fault) {
        try (Simulator atlassian = Simulator.start(SimulatorOptions.bare())) {
            SiteControl site = atlassian.control().site();
            site.addSpace("ENG", "Engineering");
            site.addPage("ENG", "Page", "<p>p</p>");
            try (Instance kbsync =
                    Instance.in(folder)
                            .atlassian(atlassian)
                            .site(site.site())
                            .set("kbsync.listing.by", by)
                            .start()) {
                atlassian.control().faults(new Fault(FaultKind.LARGE, fault.put("size", SIZE)));
                return kbsync.changes();
            }
        }
    }

    private static ObjectNode fault() {
        return JsonNodeFactory.instance.objectNode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "spaces"})
    void itsRequestIsMadeSmaller(String by) {
        RunReport report = run(by, fault().put("count", 2).put("path", "(pages|type%20in).*limit"));

        assertThat(report.problem()).isEmpty();
        assertThat(report.state()).isEqualTo(State.COMPLETE);
        assertThat(report.total().delivered()).isEqualTo(1);
    }

    @Test
    void ifThatDoesNotHelpTheSentenceSaysSo() {
        RunReport report = run("spaces", fault().put("path", "/api/v2/pages"));

        assertThat(report.state()).isEqualTo(State.INCOMPLETE);
        assertThat(report.problem()).contains("/wiki/api/v2/pages", "too large", "32 MB");
    }
}
