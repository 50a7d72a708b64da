package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.history.RunReport;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.ledger.WithheldReview.Withheld;
import dev.kbsync.run.Plan;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Sites;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each sink gets the pages that its filter matches, and loses those that it matches no more. */
class SinkFiltersIT {

    @TempDir private Path folder;

    private final KnowledgeBase kb = new KnowledgeBase();
    private Simulator atlassian;
    private SiteControl site;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare());
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        site.addSpace("OPS", "Operations");
    }

    @AfterEach
    void stop() {
        atlassian.close();
        kb.close();
    }

    private Instance.Builder instance() {
        return Instance.in(folder)
                .atlassian(atlassian)
                .site(atlassian.sites().get(0))
                .set("kbsync.deliver.to", "file,http")
                .set("kbsync.sinks.http.url", kb.url());
    }

    @Test
    void aPageThatLosesItsLabelLeavesTheSinkAndStaysInTheOther() {
        String wanted = site.addPage("ENG", "Wanted", "<p>x</p>");
        String other = site.addPage("ENG", "Other", "<p>x</p>");
        site.label(wanted, "public");
        try (Instance kbsync = instance().set("kbsync.sinks.http.labels", "public").start()) {
            RunReport first = kbsync.full();
            assertThat(first.total().delivered()).isEqualTo(2);
            assertThat(kb.takePut()).containsExactly(wanted);

            site.label(wanted);
            site.label(other, "public");
            RunReport second = kbsync.full();
            assertThat(second.total().listed()).isEqualTo(2);
            assertThat(second.total().removed()).isEqualTo(1);
            assertThat(kb.takeDeleted()).containsExactly(wanted);
            assertThat(kb.takePut()).containsExactly(other);
            assertThat(kbsync.files()).hasSize(2);

            RunReport third = kbsync.full();
            assertThat(third.total().removed()).isZero();
            assertThat(third.total().delivered()).isZero();
            assertThat(kb.takeDeleted()).isEmpty();
        }
    }

    @Test
    void aChangedFilterTakesEffectInTheNextFullRun() {
        String here = site.addPage("ENG", "Here", "<p>x</p>");
        String there = site.addPage("OPS", "There", "<p>x</p>");
        try (Instance kbsync = instance().start()) {
            kbsync.full();
            assertThat(kb.takePut()).containsExactlyInAnyOrder(here, there);
        }
        try (Instance kbsync = instance().set("kbsync.sinks.http.spaces", "ops").start()) {
            RunReport run = kbsync.full();
            assertThat(run.total().removed()).isEqualTo(1);
            assertThat(kb.takeDeleted()).containsExactly(here);
            assertThat(kb.takePut()).isEmpty();
            assertThat(kbsync.files()).hasSize(2);
        }
        try (Instance kbsync = instance().start()) {
            kbsync.full();
            assertThat(kb.takePut()).containsExactly(here);
        }
    }

    @Test
    void aPageThatNoSinkWantsIsSkippedAndLeavesAll() {
        String page = site.addPage("ENG", "Page", "<p>x</p>");
        site.label(page, "public");
        Instance.Builder both =
                instance()
                        .set("kbsync.sinks.http.labels", "public")
                        .set("kbsync.sinks.file.labels", "public");
        try (Instance kbsync = both.start()) {
            kbsync.full();
            site.label(page);
            RunReport run = kbsync.full();

            assertThat(run.total().skipped()).isEqualTo(1);
            assertThat(run.total().failed()).isZero();
            assertThat(kbsync.files()).isEmpty();
            assertThat(kb.takeDeleted()).containsExactly(page);
        }
    }

    @Test
    void aPlanOfAPageThatLeavesSeveralSinksBalances() {
        String page = site.addPage("ENG", "Page", "<p>x</p>");
        site.label(page, "public");
        Instance.Builder both =
                instance()
                        .set("kbsync.sinks.http.labels", "public")
                        .set("kbsync.sinks.file.labels", "public");
        try (Instance kbsync = both.start()) {
            kbsync.full();
            site.label(page);

            Plan.Result plan =
                    kbsync.bean(RunStarter.class).plan("demo", RunKind.FULL, false, step -> {});

            assertThat(plan.report().problem()).isEmpty();
            assertThat(plan.report().state()).isEqualTo(RunReport.State.COMPLETE);
            assertThat(kb.takeDeleted()).isEmpty();
            assertThat(plan.report().spaces()).isEqualTo(kbsync.full().spaces());
        }
    }

    @Test
    void aRuleOfTheSiteHoldsForEverySinkAndItsChangeIsToldBefore() {
        String handbook = site.addPage("ENG", "Handbook", "<p>x</p>");
        String chapter = site.addPage("ENG", "Chapter", "<p>x</p>", handbook);
        String draft = site.addPage("ENG", "Draft", "<p>x</p>", handbook);
        String other = site.addPage("ENG", "Other", "<p>x</p>");
        site.label(draft, "draft");
        try (Instance kbsync = instance().start()) {
            assertThat(kbsync.full().total().delivered()).isEqualTo(4);
            kb.takePut();
        }
        Instance.Builder ruled =
                instance()
                        .set("kbsync.sites.demo.only.below", handbook)
                        .set("kbsync.sites.demo.except.labels", "draft");
        try (Instance kbsync = ruled.start()) {
            List<Plan.Step> steps = new ArrayList<>();
            kbsync.bean(RunStarter.class).plan("demo", RunKind.FULL, false, steps::add);
            assertThat(steps)
                    .extracting(Plan.Step::reason)
                    .contains("it is labelled draft", "it is not below page " + handbook);
            assertThat(kb.takeDeleted()).isEmpty();

            RunReport run = kbsync.full();
            assertThat(run.total().skipped()).isEqualTo(2);
            assertThat(kb.takeDeleted()).containsExactlyInAnyOrder(draft, other);
            assertThat(kbsync.files())
                    .hasSize(2)
                    .anyMatch(file -> file.contains(handbook))
                    .anyMatch(file -> file.contains(chapter));
        }
        try (Instance kbsync = instance().start()) {
            assertThat(kbsync.full().total().delivered()).isEqualTo(2);
            assertThat(kb.takePut()).containsExactlyInAnyOrder(draft, other);
        }
    }

    @Test
    void spacesAreChosenByPatternsAndExceptions() {
        site.addSpace("ENGARCHIVE", "Old");
        String here = site.addPage("ENG", "Here", "<p>x</p>");
        site.addPage("ENGARCHIVE", "Old", "<p>x</p>");
        site.addPage("OPS", "There", "<p>x</p>");
        try (Instance kbsync =
                instance().set("kbsync.sites.demo.spaces", "ENG*,!*ARCHIVE").start()) {
            RunReport run = kbsync.full();

            assertThat(run.state()).isEqualTo(RunReport.State.COMPLETE);
            assertThat(run.total().listed()).isEqualTo(1);
            assertThat(kb.takePut()).containsExactly(here);

            String later = site.addPage("ENG", "Later", "<p>x</p>");
            kbsync.changes();
            assertThat(kb.takePut()).containsExactly(later);
        }
        try (Instance kbsync = instance().set("kbsync.sites.demo.spaces", "XYZ*").start()) {
            RunReport run = kbsync.full();

            assertThat(run.state()).isEqualTo(RunReport.State.INCOMPLETE);
            assertThat(run.problem()).contains("XYZ*");
            assertThat(kb.takeDeleted()).isEmpty();
        }
    }

    @Test
    void aChoiceOfSpacesThatIsWrongDoesNotEmptyASink() {
        for (int i = 0; i < 40; i++) {
            site.addPage("ENG", "Page " + i, "<p>x</p>");
        }
        site.addPage("OPS", "Here", "<p>x</p>");
        try (Instance kbsync = instance().start()) {
            kbsync.full();
        }
        try (Instance kbsync = instance().set("kbsync.sites.demo.spaces", "*,!EN*").start()) {
            RunReport run = kbsync.full();
            assertThat(run.withheld()).isEqualTo(40);
            assertThat(run.total().removed()).isZero();
            assertThat(kbsync.files()).hasSize(41);
            assertThat(kbsync.full().withheld()).isEqualTo(40);

            RunReport allowed =
                    kbsync.bean(RunStarter.class).run(new RunRequest("demo", RunKind.FULL, true));
            assertThat(allowed.total().removed()).isEqualTo(40);
            assertThat(kbsync.files()).hasSize(1);
        }
    }

    /** What the site holds elsewhere does not make the loss of a small sink a small one. */
    @Test
    void aFilterThatIsWrongIsMeasuredByWhatItsSinkHolds() {
        for (int i = 0; i < 200; i++) {
            String page = site.addPage("ENG", "Page " + i, "<p>x</p>");
            if (i < 30) {
                site.label(page, "public");
            }
        }
        try (Instance kbsync = instance().set("kbsync.sinks.http.labels", "public").start()) {
            kbsync.full();
            assertThat(kb.takePut()).hasSize(30);
        }
        try (Instance kbsync = instance().set("kbsync.sinks.http.labels", "pubilc").start()) {
            assertThat(kbsync.full().withheld()).isEqualTo(30);
            assertThat(kb.takeDeleted()).isEmpty();
        }
    }

    @Test
    void aFilterThatIsWrongDoesNotEmptyASink() {
        for (int i = 0; i < 60; i++) {
            site.addPage("ENG", "Page " + i, "<p>x</p>");
        }
        try (Instance kbsync = instance().start()) {
            kbsync.full();
        }
        try (Instance kbsync = instance().set("kbsync.sinks.http.labels", "typo").start()) {
            RunReport run = kbsync.full();

            assertThat(kb.takeDeleted()).isEmpty();
            assertThat(run.withheld()).isEqualTo(60);
            assertThat(run.total().removed()).isZero();
            assertThat(waiting(kbsync))
                    .hasSize(60)
                    .extracting(Withheld::reason)
                    .containsOnly("the sink \"http\" does not want it: it is not labelled typo");

            List<Plan.Step> steps = new ArrayList<>();
            kbsync.bean(RunStarter.class).plan("demo", RunKind.FULL, false, steps::add);
            assertThat(steps)
                    .filteredOn(step -> step.verb() == Plan.Verb.WITHHOLD)
                    .hasSize(60)
                    .allSatisfy(step -> assertThat(step.sinks()).containsExactly("http"));

            RunReport allowed =
                    kbsync.bean(RunStarter.class).run(new RunRequest("demo", RunKind.FULL, true));
            assertThat(allowed.total().removed()).isEqualTo(60);
            assertThat(kb.takeDeleted()).hasSize(60);
            assertThat(kbsync.files()).hasSize(60);
            assertThat(waiting(kbsync)).isEmpty();
        }
    }

    @Test
    void whatAPersonKeepsStaysInTheSinkUntilItMatchesAgain() {
        List<String> pages = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            pages.add(site.addPage("ENG", "Page " + i, "<p>x</p>"));
        }
        try (Instance kbsync = instance().start()) {
            kbsync.full();
        }
        try (Instance kbsync = instance().set("kbsync.sinks.http.labels", "typo").start()) {
            kbsync.full();
            String kept = pages.get(7);
            assertThat(kbsync.bean(WithheldReview.class).keep(cloudId(kbsync), List.of(kept)))
                    .isEqualTo(1);

            assertThat(kbsync.full().withheld()).isEqualTo(59);
            RunReport allowed =
                    kbsync.bean(RunStarter.class).run(new RunRequest("demo", RunKind.FULL, true));

            assertThat(allowed.total().removed()).isEqualTo(59);
            assertThat(kb.takeDeleted()).hasSize(59).doesNotContain(kept);
            assertThat(kbsync.full().total().removed()).isZero();
            assertThat(kbsync.bean(WithheldReview.class).count(cloudId(kbsync), true)).isEqualTo(1);
            site.label(kept, "typo");
            kbsync.full();
            assertThat(kbsync.bean(WithheldReview.class).count(cloudId(kbsync), true)).isZero();
        }
    }

    @Test
    void whatWaitsIsForgottenOnceTheFilterIsMended() {
        for (int i = 0; i < 60; i++) {
            site.addPage("ENG", "Page " + i, "<p>x</p>");
        }
        try (Instance kbsync = instance().start()) {
            kbsync.full();
        }
        try (Instance kbsync = instance().set("kbsync.sinks.http.labels", "typo").start()) {
            kbsync.full();
            assertThat(waiting(kbsync)).hasSize(60);
        }
        try (Instance kbsync = instance().start()) {
            assertThat(kbsync.full().withheld()).isZero();
            assertThat(waiting(kbsync)).isEmpty();
        }
    }

    private static List<Withheld> waiting(Instance kbsync) {
        return kbsync.bean(WithheldReview.class).of(cloudId(kbsync), false, 100);
    }

    private static String cloudId(Instance kbsync) {
        return kbsync.bean(Sites.class).get("demo").knownCloudId();
    }
}
