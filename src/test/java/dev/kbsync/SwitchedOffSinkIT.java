package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.history.RunReport;
import dev.kbsync.ledger.FormerSinks;
import dev.kbsync.ledger.FormerSinks.FormerSink;
import dev.kbsync.run.Plan;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.state.SiteState;
import dev.kbsync.state.SiteState.InStep;
import dev.kbsync.state.SiteState.WaitingForYou;
import dev.kbsync.state.SiteStates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever switches a sink off is asked what becomes of the documents in it. */
class SwitchedOffSinkIT {

    @TempDir private Path folder;

    private final KnowledgeBase kb = new KnowledgeBase();
    private final Simulator atlassian = Simulator.start(SimulatorOptions.bare());
    private final SiteControl site = atlassian.control().site();
    private String first = "";
    private String second = "";

    @BeforeEach
    void fill() {
        site.addSpace("ENG", "Engineering");
        first = site.addPage("ENG", "First", "<p>x</p>");
        second = site.addPage("ENG", "Second", "<p>x</p>");
        try (Instance kbsync = instance("file,http").start()) {
            kbsync.full();
            assertThat(kb.takePut()).containsExactlyInAnyOrder(first, second);
            assertThat(state(kbsync)).isEqualTo(new InStep());
        }
    }

    @AfterEach
    void stop() {
        atlassian.close();
        kb.close();
    }

    private Instance.Builder instance(String sinks) {
        return Instance.in(folder)
                .atlassian(atlassian)
                .site(atlassian.sites().get(0))
                .set("kbsync.deliver.to", sinks)
                .set("kbsync.sinks.http.url", kb.url());
    }

    private static Site demo(Instance kbsync) {
        return kbsync.bean(Sites.class).get("demo");
    }

    private static SiteState state(Instance kbsync) {
        return kbsync.bean(SiteStates.class).of(demo(kbsync));
    }

    @Test
    void itIsSaidEverywhereThatNobodyKeepsItsDocumentsUpToDate() {
        try (Instance kbsync = instance("file").start()) {
            assertThat(state(kbsync)).isInstanceOf(WaitingForYou.class);
            assertThat(state(kbsync).text())
                    .contains("\"http\" is switched off and still holds 2 documents");
            assertThat(kbsync.changes().text()).contains("still holds 2 documents");

            site.edit(first, "<p>y</p>");
            kbsync.full();
            assertThat(kb.takePut()).isEmpty();
        }
    }

    @Test
    void whatIsWithdrawnLeavesItAllTheSame() {
        site.restrictVisibly(first);
        try (Instance kbsync = instance("file").start()) {
            kbsync.full();

            assertThat(kb.takeDeleted()).containsExactly(first);
            assertThat(kbsync.bean(FormerSinks.class).of(demo(kbsync)))
                    .containsExactly(new FormerSink("http", 1));
        }
    }

    @Test
    void aPersonLeavesItsDocumentsThereAndItMayComeBack() {
        try (Instance kbsync = instance("file").start()) {
            assertThat(kbsync.bean(FormerSinks.class).keep(demo(kbsync), "http")).isEqualTo(2);
            assertThat(state(kbsync)).isEqualTo(new InStep());
            site.edit(first, "<p>y</p>");
            site.trash(second);
            assertThat(kbsync.full().text()).doesNotContain("switched off");
            assertThat(kb.takeDeleted()).isEmpty();
            assertThat(kbsync.files()).hasSize(1);
        }
        try (Instance kbsync = instance("file,http").start()) {
            kbsync.full();
            assertThat(kb.takePut()).contains(first);
            assertThat(kb.takeDeleted()).containsExactly(second);
            assertThat(kbsync.full().total().delivered()).isZero();
        }
    }

    @Test
    void aPersonHasItsDocumentsRemovedAndTheOtherSinkKeepsItsOwn() {
        try (Instance kbsync = instance("file").start()) {
            RunStarter runs = kbsync.bean(RunStarter.class);
            List<Plan.Step> steps = new ArrayList<>();
            runs.plan("demo", RunKind.FULL, true, steps::add);
            assertThat(steps)
                    .hasSize(2)
                    .allSatisfy(step -> assertThat(step.verb()).isEqualTo(Plan.Verb.REMOVE))
                    .allSatisfy(step -> assertThat(step.sinks()).containsExactly("http"));

            RunReport run = runs.run(new RunRequest("demo", RunKind.FULL, true));

            assertThat(run.total().removed()).isEqualTo(2);
            assertThat(kb.takeDeleted()).containsExactlyInAnyOrder(first, second);
            assertThat(kbsync.files()).hasSize(2);
            assertThat(state(kbsync)).isEqualTo(new InStep());
        }
    }

    @Test
    void theConsoleAsks() {
        int port = ConsoleClient.freePort();
        try (Instance kbsync = instance("file").console(port).start()) {
            ConsoleClient console = new ConsoleClient(port).login();
            Answer page = console.get("/sites/demo");
            assertThat(page.page().select("#former").text())
                    .contains("The sink http is switched off and still holds 2 documents");

            Answer left = console.submit(page, "#former form[action$=/leave]", Map.of());

            assertThat(left.text()).contains("2 documents stay in the sink \"http\".");
            assertThat(left.page().select("#former")).isEmpty();
            assertThat(state(kbsync)).isEqualTo(new InStep());
        }
    }
}
