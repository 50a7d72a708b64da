package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.run.Doorbell;
import dev.kbsync.run.Plan;
import dev.kbsync.run.RunStarter;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.RunKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A site with a CQL clause has the pages that the clause finds, and loses those it finds no more.
 */
class ClauseIT {

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

    private Instance.Builder instance(String clause) {
        return Instance.in(folder)
                .atlassian(atlassian)
                .site(atlassian.sites().get(0))
                .set("kbsync.deliver.to", "http")
                .set("kbsync.sinks.http.url", kb.url())
                .set("kbsync.sites.demo.cql", clause);
    }

    private String labelled(String space, String title, String label) {
        String id = site.addPage(space, title, "<p>" + title + "</p>");
        site.label(id, label);
        return id;
    }

    @Test
    void onlyWhatMatchesIsListedAndDelivered() {
        String here = labelled("ENG", "Here", "a");
        String there = labelled("OPS", "There", "b");
        site.addPage("ENG", "Other", "<p>x</p>");
        try (Instance kbsync = instance("label = a or label = b").start()) {
            RunReport first = kbsync.full();
            assertThat(first.state()).isEqualTo(State.COMPLETE);
            assertThat(first.total().listed()).isEqualTo(2);
            assertThat(kb.takePut()).containsExactlyInAnyOrder(here, there);

            site.edit(here, "<p>again</p>");
            String fresh = labelled("OPS", "New", "a");
            site.addPage("OPS", "New, too", "<p>x</p>");
            RunReport changes = kbsync.changes();
            assertThat(changes.state()).isEqualTo(State.COMPLETE);
            assertThat(kb.takePut()).containsExactlyInAnyOrder(here, fresh);
        }
    }

    @Test
    void aPageThatStopsMatchingIsWithdrawnByTheFullRunThoughItIsThere() {
        String stays = labelled("ENG", "Stays", "public");
        String leaves = labelled("ENG", "Leaves", "public");
        try (Instance kbsync = instance("label = public").start()) {
            kbsync.full();
            kb.takePut();
            site.label(leaves);
            assertThat(kbsync.changes().total().removed()).isZero();
            List<Plan.Step> steps = new ArrayList<>();
            kbsync.bean(RunStarter.class).plan("demo", RunKind.FULL, false, steps::add);
            RunReport run = kbsync.full();

            assertThat(steps)
                    .singleElement()
                    .satisfies(
                            step -> {
                                assertThat(step.verb()).isEqualTo(Plan.Verb.REMOVE);
                                assertThat(step.ref().title()).isEqualTo("Leaves");
                                assertThat(step.reason())
                                        .isEqualTo("it does not match the CQL clause of its site");
                            });
            assertThat(run.state()).isEqualTo(State.COMPLETE);
            assertThat(run.total().listed()).isEqualTo(1);
            assertThat(run.total().removed()).isEqualTo(1);
            assertThat(kb.takeDeleted()).containsExactly(leaves);

            site.label(leaves, "public");
            kbsync.full();
            assertThat(kb.takePut()).containsExactly(leaves).doesNotContain(stays);
        }
    }

    @Test
    void tooManyThatStopMatchingWaitForAPerson() {
        for (int i = 0; i < 12; i++) {
            labelled("ENG", "Page " + i, i == 0 ? "few" : "many");
        }
        Instance.Builder before =
                instance("label in (few, many)").set("kbsync.run.removals.count", 10);
        try (Instance kbsync = before.start()) {
            kbsync.full();
        }
        Instance.Builder after = instance("label = few").set("kbsync.run.removals.count", 10);
        try (Instance kbsync = after.start()) {
            RunReport run = kbsync.full();

            assertThat(kb.takeDeleted()).isEmpty();
            assertThat(run.withheld()).isEqualTo(11);
            assertThat(kbsync.bean(WithheldReview.class).of(cloudId(kbsync), false, 20))
                    .hasSize(11)
                    .allSatisfy(
                            waiting ->
                                    assertThat(waiting.reason())
                                            .contains("does not match the CQL clause"));
        }
    }

    private static String cloudId(Instance kbsync) {
        return kbsync.bean(dev.kbsync.site.Sites.class).get("demo").knownCloudId();
    }

    @Test
    void aPageThatSomebodyReportsComesOnlyIfItMatches() {
        String page = labelled("ENG", "Page", "public");
        String other = site.addPage("ENG", "Other", "<p>x</p>");
        try (Instance kbsync = instance("label = public").start()) {
            kbsync.full();
            kb.takePut();
            site.edit(page, "<p>y</p>");
            site.edit(other, "<p>y</p>");
            kbsync.bean(Doorbell.class).ring("demo", List.of(page, other));
            kbsync.changes();

            assertThat(kb.takePut()).containsOnly(page);
        }
    }

    @Test
    void commentsAndFilesBringOnlyWhatMatches() {
        String page = labelled("ENG", "Page", "public");
        String other = site.addPage("ENG", "Other", "<p>x</p>");
        Instance.Builder all =
                instance("label = public")
                        .set("kbsync.sites.demo.comments", "all")
                        .set("kbsync.sites.demo.attachments", "text");
        try (Instance kbsync = all.start()) {
            byte[] text = "words".getBytes(StandardCharsets.UTF_8);
            String file = site.attach(page, "a.txt", "text/plain", text);
            site.attach(other, "b.txt", "text/plain", text);
            kbsync.full();
            assertThat(kb.takePut()).containsExactlyInAnyOrder(page, file);

            site.addComment(page, "<p>c</p>");
            site.addComment(other, "<p>c</p>");
            kbsync.changes();
            assertThat(kb.takePut()).contains(page).doesNotContain(other);

            site.label(page);
            RunReport run = kbsync.full();
            assertThat(run.state()).isEqualTo(State.COMPLETE);
            assertThat(kb.takeDeleted()).containsExactlyInAnyOrder(page, file);
        }
    }

    @Test
    void whereSitesAreListedBySpaceTheRunIsRefusedWithTheReason() {
        labelled("ENG", "Page", "public");
        try (Instance kbsync =
                instance("label = public").set("kbsync.listing.by", "spaces").start()) {
            RunReport run = kbsync.full();

            assertThat(run.state()).isEqualTo(State.INCOMPLETE);
            assertThat(run.problem())
                    .isEqualTo(
                            "The CQL clause of \"demo\" [label = public] can only be applied where"
                                    + " sites are listed by search, and this one is listed by space;"
                                    + " set kbsync.listing.by=auto, or remove the clause"
                                    + " (kbsync.sites.demo.cql).");
            assertThat(kb.takePut()).isEmpty();
        }
    }

    @Test
    void aSiteThatMayBeListedBySpaceIsListedBySearchForItsClause() {
        String page = labelled("ENG", "Page", "public");
        labelled("ENG", "Other", "internal");
        try (Instance kbsync =
                instance("label = public").set("kbsync.listing.by", "auto").start()) {
            RunReport run = kbsync.full();

            assertThat(run.state()).isEqualTo(State.COMPLETE);
            assertThat(kb.takePut()).containsExactly(page);
        }
    }

    @Test
    void whatConfluenceDoesNotUnderstandIsSaidInOneSentence() {
        String page = labelled("ENG", "Page", "public");
        try (Instance kbsync = instance("label = public").start()) {
            kbsync.full();
            assertThat(kb.takePut()).containsExactly(page);
        }
        try (Instance kbsync = instance("colour = blue").start()) {
            RunReport run = kbsync.full();

            assertThat(run.state()).isEqualTo(State.INCOMPLETE);
            assertThat(run.problem())
                    .startsWith(
                            "Confluence does not accept the CQL clause of \"demo\" [colour = blue]: ")
                    .contains("No field exists with the name")
                    .doesNotContain("{", "Exception")
                    .endsWith("; mend kbsync.sites.demo.cql.");
            assertThat(run.total().removed()).isZero();
            assertThat(kb.takeDeleted()).isEmpty();
        }
    }

    @Test
    void aClauseThatIsNotWholeStopsTheStart() {
        assertThatThrownBy(() -> instance("label = a) or (label = b").start())
                .rootCause()
                .hasMessage(
                        "The CQL clause [label = a) or (label = b] cannot be used: a closing parenthesis has no opening one; mend kbsync.sites.demo.cql.");
    }
}
