package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.history.RunStore;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.ledger.WithheldReview.Withheld;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An organization hides pages from apps: they vanish from every answer, but are not gone. */
class DataPolicyIT {

    private static final String USUAL =
            "read:confluence-content.all,search:confluence,offline_access,read:space:confluence";
    private static final String ROUTE = "GET /wiki/api/v2/data-policies/";

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private Simulator atlassian;
    private SiteControl site;
    private final List<String> hidden = new ArrayList<>();
    private String page;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        site.addSpace("HR", "People");
        page = site.addPage("ENG", "Page", "<p>p</p>");
        for (int i = 0; i < 30; i++) {
            hidden.add(site.addPage("HR", "Hidden " + i, "<p>h</p>"));
        }
    }

    @AfterEach
    void stop() {
        atlassian.close();
    }

    private Instance authorized(String scopes) {
        int port = ConsoleClient.freePort();
        Instance kbsync =
                Instance.in(folder)
                        .clock(clock)
                        .atlassian(atlassian)
                        .set("kbsync.sites.demo.url", atlassian.url())
                        .set("kbsync.sites.demo.spaces", "*")
                        .set("kbsync.oauth.scopes", scopes)
                        .console(port)
                        .start();
        ConsoleClient console = new ConsoleClient(port).login();
        console.accept(console.authorize("demo"));
        return kbsync;
    }

    private static List<Withheld> withheld(Instance kbsync, SiteControl site) {
        return kbsync.bean(WithheldReview.class).of(site.site().cloudId(), false, 100);
    }

    private long asked(String route) {
        return atlassian.control().requests(ROUTE + route);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                USUAL,
                USUAL + ",read:page:confluence,read:content.metadata:confluence",
                USUAL + ",read:configuration:confluence"
            })
    void aHiddenSpaceIsNamedAndItsDocumentsStay(String scopes) {
        try (Instance kbsync = authorized(scopes)) {
            assertThat(kbsync.full().total().delivered()).isEqualTo(31);
            site.blockSpace("HR", true);
            site.trash(page);

            RunReport report = kbsync.full();

            assertThat(report.state()).isEqualTo(State.COMPLETE);
            assertThat(report.text()).contains("data security policy", "HR");
            assertThat(kbsync.bean(RunStore.class).find(report.id()).orElseThrow().text())
                    .as("what the console and a run that was covered say")
                    .contains("data security policy", "HR");
            assertThat(report.total().removed()).as("what is deleted elsewhere goes").isEqualTo(1);
            assertThat(report.withheld()).isEqualTo(30);
            assertThat(kbsync.files()).hasSize(30);
            assertThat(withheld(kbsync, site))
                    .hasSize(30)
                    .allSatisfy(each -> assertThat(each.reason()).contains("data security policy"));

            site.blockSpace("HR", false);
            assertThat(kbsync.full().withheld()).isZero();
            assertThat(withheld(kbsync, site)).isEmpty();
            assertThat(kbsync.files()).hasSize(30);
        }
    }

    @Test
    void onePageIsEnoughForASpaceToBeInDoubt() {
        try (Instance kbsync = authorized(USUAL)) {
            kbsync.full();
            site.blockPage(hidden.get(0), true);
            site.trash(hidden.get(1));

            assertThat(kbsync.full().withheld()).isEqualTo(2);
            assertThat(kbsync.files()).hasSize(31);

            RunReport allowed =
                    kbsync.bean(RunStarter.class).run(new RunRequest("demo", RunKind.FULL, true));
            assertThat(allowed.total().removed()).isEqualTo(2);
            assertThat(kbsync.files()).hasSize(29);
        }
    }

    @Test
    void aPlanSaysTheSame() {
        try (Instance kbsync = authorized(USUAL)) {
            kbsync.full();
            site.blockSpace("HR", true);
            RunReport plan =
                    kbsync.bean(RunStarter.class)
                            .plan("demo", RunKind.FULL, false, step -> {})
                            .report();
            assertThat(plan.withheld()).isEqualTo(30);
            assertThat(plan.text()).contains("data security policy");
        }
    }

    @Test
    void runsForChangesAskOnceAnHour() {
        try (Instance kbsync = authorized(USUAL)) {
            kbsync.changes();
            kbsync.changes();
            assertThat(asked("spaces")).isEqualTo(1);
            clock.advance(Duration.ofMinutes(61));
            kbsync.changes();
            assertThat(asked("spaces")).isEqualTo(2);
        }
    }

    @Test
    void whereTheWholeSiteCanBeAskedForTheSpacesAreOnlyListedIfAnythingIsHidden() {
        try (Instance kbsync = authorized(USUAL + ",read:configuration:confluence")) {
            kbsync.full();
            assertThat(asked("metadata")).isEqualTo(1);
            assertThat(asked("spaces")).isZero();
            site.blockSpace("HR", true);
            kbsync.full();
            assertThat(asked("spaces")).isPositive();
        }
    }

    @Test
    void whoMayNotAskDoesNot() {
        try (Instance kbsync =
                authorized("read:confluence-content.all,search:confluence,offline_access")) {
            kbsync.full();
            site.trash(page);
            assertThat(kbsync.full().total().removed()).isEqualTo(1);
        }
        try (Instance kbsync =
                Instance.in(folder.resolve("token"))
                        .clock(clock)
                        .atlassian(atlassian)
                        .site(site.site())
                        .start()) {
            site.blockSpace("HR", true);
            assertThat(kbsync.full().total().delivered()).as("tokens see everything").isEqualTo(30);
        }
        assertThat(asked("spaces") + asked("metadata")).isZero();
    }
}
