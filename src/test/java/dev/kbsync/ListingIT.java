package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.listing.choice.ReachableSpaces;
import dev.kbsync.run.RunStarter;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.control.SiteControl.Shown;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list is read to its end, once, whatever Confluence does meanwhile. */
class ListingIT {

    @Nested
    class BySearch extends AnyWay {

        @Override
        String by() {
            return "search";
        }

        @Test
        void cursorsThatGrowAreReplacedByNewQueries() {
            atlassian.control().faults(growing(3000));

            assertWhole(kbsync.changes());
            for (Shown page : site.content()) {
                clock.advance(Duration.ofSeconds(20));
                site.edit(page.id(), "<p>changed</p>");
            }
            RunReport changes = kbsync.changes();

            assertThat(changes.state()).isEqualTo(State.COMPLETE);
            assertThat(changes.total().delivered()).isEqualTo(PAGES);
        }

        private static Fault growing(int characters) {
            return new Fault(
                    FaultKind.LONG_CURSOR,
                    JsonNodeFactory.instance.objectNode().put("size", characters));
        }
    }

    @Nested
    class BySpace extends AnyWay {

        @Override
        String by() {
            return "spaces";
        }

        @Test
        void aChangeShowsBeforeTheSearchKnowsIt() {
            kbsync.changes();
            site.indexDelay(Duration.ofHours(1));
            clock.advance(Duration.ofMinutes(5));
            String parent = site.content().get(0).id();
            String page = site.addPage("SCALE", "Just made", "<p>now</p>", parent);
            site.label(page, "fresh");
            String hidden = site.addPage("SCALE", "Just hidden", "<p>h</p>", page);
            site.restrictVisibly(hidden);

            RunReport run = kbsync.changes();

            assertThat(run.state()).isEqualTo(State.COMPLETE);
            assertThat(run.total().skipped()).isEqualTo(1);
            assertThat(kbsync.file(page)).contains("now", "fresh");

            site.settle();
            assertThat(kbsync.full().total().delivered()).isLessThanOrEqualTo(1);
        }

        @Test
        void foldersAboveAPageAreFoundBeforeTheSearchKnowsThem() {
            kbsync.changes();
            site.indexDelay(Duration.ofHours(1));
            clock.advance(Duration.ofMinutes(5));
            String parent = site.content().get(0).id();
            String folder = site.add(ContentType.FOLDER, "SCALE", "Drawer", "", parent);
            String page = site.addPage("SCALE", "Just made", "<p>now</p>", folder);

            kbsync.changes();

            assertThat(kbsync.file(page)).contains("Drawer\"");
        }

        @Test
        void aSpaceThatIsNotShownAnyMoreIsNoFilterThatListsTheWholeSite() {
            kbsync.changes();
            site.addSpace("OTHER", "Not wanted");
            String other = site.addPage("OTHER", "Elsewhere", "<p>x</p>");
            site.hideSpace("SCALE", true);
            // As the console does; the run itself looks once an hour.
            kbsync.bean(ReachableSpaces.class).all("demo");

            RunReport changes = kbsync.changes();

            assertThat(changes.state()).isEqualTo(State.INCOMPLETE);
            assertThat(changes.problem()).contains("SCALE");
            assertThat(changes.total().listed()).isZero();
            assertThat(kbsync.files()).hasSize(PAGES).noneMatch(name -> name.contains(other));
        }

        @Test
        void whatBecameOfAPageIsTold() {
            kbsync.changes();
            List<String> ids = site.content().stream().map(Shown::id).toList();
            site.trash(ids.get(0));
            site.archive(ids.get(1));
            site.purge(ids.get(2));

            List<String> reasons = new ArrayList<>();
            kbsync.bean(RunStarter.class)
                    .plan("demo", RunKind.FULL, false, step -> reasons.add(step.reason()));

            assertThat(reasons)
                    .filteredOn(reason -> !reason.isEmpty())
                    .containsExactlyInAnyOrder(
                            "it was deleted and lies in the trash",
                            "it was archived",
                            "it was purged, or is hidden from this credential");
        }
    }

    abstract static class AnyWay {

        abstract String by();

        static final int PAGES = 230;

        @TempDir private Path folder;
        final SettableClock clock = new SettableClock();
        Simulator atlassian;
        SiteControl site;
        Instance kbsync;

        @BeforeEach
        void start() {
            atlassian =
                    Simulator.start(
                            new SimulatorOptions()
                                    .port(0)
                                    .handbook(false)
                                    .scale(PAGES)
                                    .indexDelay(Duration.ZERO)
                                    .clock(clock));
            site = atlassian.control().site();
            kbsync =
                    Instance.in(folder)
                            .clock(clock)
                            .atlassian(atlassian)
                            .site(atlassian.sites().get(0))
                            .set("kbsync.listing.by", by())
                            .start();
        }

        @AfterEach
        void stop() {
            kbsync.close();
            atlassian.close();
        }

        @Test
        void aFirstSyncThatBrokeGoesOnWhereItStopped() {
            failAfterTheFirstPageOfResults();
            RunReport broken = kbsync.changes();
            assertThat(broken.state()).isEqualTo(State.INCOMPLETE);
            assertThat(broken.total().delivered()).isEqualTo(50);

            atlassian.control().clearFaults();
            clock.advance(Duration.ofMinutes(5));
            RunReport next = kbsync.changes();

            assertThat(next.state()).isEqualTo(State.COMPLETE);
            assertThat(next.total().listed()).isEqualTo(PAGES - 50);
            assertThat(kbsync.files()).hasSize(PAGES);
        }

        @Test
        void whatChangedBehindABrokenFirstSyncIsCaughtUp() {
            failAfterTheFirstPageOfResults();
            kbsync.changes();
            String listed = contentId(kbsync.files().get(0));
            clock.advance(Duration.ofMinutes(5));
            site.edit(listed, "<p>edited behind its back</p>");

            atlassian.control().clearFaults();
            clock.advance(Duration.ofMinutes(5));
            kbsync.changes();

            assertThat(kbsync.file(listed)).contains("edited behind its back");
        }

        @Test
        void aFullRunSeesEverythingAgain() {
            failAfterTheFirstPageOfResults();
            kbsync.changes();
            String trashed = contentId(kbsync.files().get(0));
            site.trash(trashed);

            atlassian.control().clearFaults();
            RunReport full = kbsync.full();

            assertThat(full.total().listed()).isEqualTo(PAGES - 1);
            assertThat(kbsync.files()).hasSize(PAGES - 1);
        }

        @Test
        void answersThatTakeTooLongAreAskedForInSmallerPieces() {
            atlassian.control().faults(Fault.always(FaultKind.TIMEOUT_OVER_LIMIT));

            assertWhole(kbsync.changes());
        }

        @Test
        void aPageAboveThatCannotBeReadDoesNotEndTheList() {
            String open = site.addPage("SCALE", "Open above", "<p>o</p>");
            String closed = site.addPage("SCALE", "Closed above", "<p>c</p>");
            String below = site.addPage("SCALE", "Below the open one", "<p>b</p>", open);
            String hidden = site.addPage("SCALE", "Below the closed one", "<p>h</p>", closed);
            site.restrictVisibly(closed);
            atlassian.control().faults(Fault.always(FaultKind.BATCH_404));

            RunReport run = kbsync.changes();

            assertThat(run.state()).isEqualTo(State.COMPLETE);
            assertThat(run.total().skipped()).isEqualTo(2);
            assertThat(kbsync.file(below)).contains("Open above");
            assertThat(kbsync.files()).noneMatch(file -> file.contains(hidden));
        }

        @Test
        void aRunThatFindsNothingNewAsksAtMostTwice() {
            kbsync.changes();
            clock.advance(Duration.ofMinutes(90));
            site.content().stream()
                    .limit(120)
                    .forEach(page -> site.edit(page.id(), "<p>changed</p>"));
            clock.advance(Duration.ofMinutes(30));
            RunReport changes = kbsync.changes();
            clock.advance(Duration.ofMinutes(5));

            RunReport idle = kbsync.changes();

            assertThat(changes.total().delivered()).isEqualTo(120);
            assertThat(idle.state()).isEqualTo(State.COMPLETE);
            assertThat(idle.usage().requests()).isLessThanOrEqualTo(2);
        }

        /** Confluence refuses a list of v2 that names more than a hundred. */
        @Test
        void siteMayHaveMoreSpacesThanOneListMayName() {
            List<String> pages = new ArrayList<>();
            for (int number = 0; number < 120; number++) {
                site.addSpace("S" + number, "Space " + number);
                pages.add(site.addPage("S" + number, "Page " + number, "<p>first</p>"));
            }
            assertThat(kbsync.changes().total().delivered()).isEqualTo(PAGES + 120);
            clock.advance(Duration.ofMinutes(5));
            site.edit(pages.get(7), "<p>second</p>");

            RunReport changes = kbsync.changes();

            assertThat(changes.problem()).isEmpty();
            assertThat(changes.state()).isEqualTo(State.COMPLETE);
            assertThat(changes.total().delivered()).isEqualTo(1);
            assertThat(kbsync.file(pages.get(7))).contains("second");
        }

        void assertWhole(RunReport run) {
            assertThat(run.problem()).isEmpty();
            assertThat(run.state()).isEqualTo(State.COMPLETE);
            assertThat(run.total().delivered()).isEqualTo(PAGES);
            assertThat(kbsync.files()).hasSize(PAGES);
        }

        private void failAfterTheFirstPageOfResults() {
            atlassian
                    .control()
                    .faults(
                            new Fault(
                                    FaultKind.BAD_GATEWAY,
                                    JsonNodeFactory.instance.objectNode().put("path", "cursor=")));
        }

        private static String contentId(String file) {
            return file.replaceAll(".*-(\\d+)\\.md", "$1");
        }
    }
}
