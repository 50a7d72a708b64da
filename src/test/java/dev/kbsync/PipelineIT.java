package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.database.TestDatabase;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.simulator.Descriptions;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder follows the site, whatever happens there. */
class PipelineIT {

    @Nested
    class OnSqlite extends OnADatabase {
        @Override
        void database(Instance.Builder instance) {}
    }

    @Nested
    class ListedBySpace extends OnADatabase {
        @Override
        int pointsPerPage() {
            return 2;
        }

        @Override
        void database(Instance.Builder instance) {
            instance.set("kbsync.listing.by", "spaces");
        }
    }

    @Nested
    class OnPostgres extends OnADatabase {
        @Override
        void database(Instance.Builder instance) {
            instance.set("kbsync.data.url", TestDatabase.Postgres.url())
                    .set("kbsync.data.username", "postgres")
                    .set("kbsync.data.password", "postgres");
        }
    }

    abstract static class OnADatabase {

        @TempDir private Path folder;
        private final SettableClock clock = new SettableClock();
        private final Descriptions descriptions = new Descriptions();
        private Simulator atlassian;
        private SiteControl site;
        private Instance kbsync;

        abstract void database(Instance.Builder instance);

        int pointsPerPage() {
            return 1;
        }

        @BeforeEach
        void start() {
            atlassian = Simulator.start(SimulatorOptions.bare().clock(clock).watcher(descriptions));
            site = atlassian.control().site();
            site.addSpace("ENG", "Engineering");
            Instance.Builder instance =
                    Instance.in(folder)
                            .clock(clock)
                            .atlassian(atlassian)
                            .site(atlassian.sites().get(0));
            database(instance);
            kbsync = instance.start();
        }

        @AfterEach
        void stop() {
            kbsync.close();
            atlassian.close();
            assertThat(descriptions.seen()).isNotEmpty();
            assertThat(descriptions.differences()).isEmpty();
        }

        @Test
        void everythingIsDeliveredOnceAndThenNothing() {
            String guide = site.addPage("ENG", "Guide", "<p>Read <strong>this</strong>.</p>");
            site.addPage("ENG", "Child", "<p>c</p>", guide);

            RunReport first = kbsync.changes();
            RunReport second = kbsync.changes();
            RunReport full = kbsync.full();

            assertThat(first.state()).isEqualTo(State.COMPLETE);
            assertThat(first.total().delivered()).isEqualTo(2);
            assertThat(second.total().delivered()).isZero();
            assertThat(full.total().unchanged()).isEqualTo(2);
            assertThat(kbsync.files()).hasSize(2).contains("demo/ENG/Guide-" + guide + ".md");
            assertThat(kbsync.file(guide))
                    .contains("title: \"Guide\"", "# Guide\n\nRead **this**.\n");
        }

        @Test
        void linksBetweenFilesFollowThePagesTheyLeadTo() {
            kbsync.close();
            Instance.Builder instance =
                    Instance.in(folder)
                            .clock(clock)
                            .atlassian(atlassian)
                            .site(atlassian.sites().get(0))
                            .set("kbsync.convert.links", "file");
            database(instance);
            kbsync = instance.start();
            String from = site.addPage("ENG", "A", link("Later"));
            kbsync.changes();
            assertThat(kbsync.file(from)).contains("[Later](" + atlassian.url());

            clock.advance(Duration.ofMinutes(5));
            String later = site.addPage("ENG", "Later", "<p>l</p>");
            kbsync.changes();
            assertThat(kbsync.file(from)).contains("[Later](Later-" + later + ".md)");

            clock.advance(Duration.ofMinutes(5));
            site.rename(later, "Other");
            String now = kbsync.changes().state() + kbsync.file(from);
            assertThat(now).startsWith("COMPLETE").doesNotContain("Later-" + later + ".md");

            assertThat(kbsync.changes().total().delivered()).isZero();
        }

        @Test
        void linksToTheSiteFollowARenamedPage() {
            String known = site.addPage("ENG", "Known", "<p>k</p>");
            kbsync.changes();
            String from = site.addPage("ENG", "A", link("Known") + link("Later"));
            kbsync.changes();
            String later = site.addPage("ENG", "Later", "<p>l</p>");
            assertThat(kbsync.changes().total().delivered()).as("its link is good").isEqualTo(1);
            assertThat(kbsync.file(from)).contains("/display/ENG/Later");

            clock.advance(Duration.ofMinutes(5));
            site.rename(known, "Renamed");
            assertThat(kbsync.changes().total().delivered()).isEqualTo(2);
            site.rename(later, "Other");
            assertThat(kbsync.changes().total().delivered()).isEqualTo(2);

            assertThat(kbsync.changes().total().delivered()).isZero();
        }

        @Test
        void theSameSiteGivesTheSameBytesInWhateverOrderItWasDelivered(@TempDir Path other) {
            String image =
                    "<ac:image><ri:attachment ri:filename=\"a.png\"><ri:page ri:content-title=\"Later\""
                            + " /></ri:attachment></ac:image>";
            String from = site.addPage("ENG", "A", link("Later") + link("Gone") + image);
            String gone = site.addPage("ENG", "Gone", "<p>g</p>");
            kbsync.changes();
            clock.advance(Duration.ofMinutes(5));
            site.addPage("ENG", "Later", "<p>l</p>");
            kbsync.changes();
            site.restrictVisibly(gone);
            kbsync.full();

            try (Instance fresh =
                    Instance.in(other)
                            .clock(clock)
                            .atlassian(atlassian)
                            .site(atlassian.sites().get(0))
                            .start()) {
                fresh.full();
                assertThat(kbsync.file(from)).isEqualTo(fresh.file(from));
            }
        }

        @Test
        void aPageThatIsMeantRatherThanTheOneFoundSoFarIsShownAsSoonAsItIsThere() {
            site.add(ContentType.BLOGPOST, "ENG", "Guide", "<p>the post</p>", null);
            String host = site.addPage("ENG", "Host", include("include", "Guide"));
            kbsync.changes();
            assertThat(kbsync.file(host)).contains("the post");

            clock.advance(Duration.ofMinutes(5));
            String page = site.addPage("ENG", "Guide", "<p>the page</p>");
            kbsync.changes();
            assertThat(kbsync.file(host)).contains("the page").doesNotContain("the post");

            site.trash(page);
            kbsync.full();
            assertThat(kbsync.file(host)).contains("the post").doesNotContain("the page");
        }

        private static String link(String title) {
            return "<p><ac:link><ri:page ri:content-title=\"" + title + "\" /></ac:link></p>";
        }

        @Test
        void aPageThatIncludesAnotherIsDeliveredAgainWithIt() {
            String shared = site.addPage("ENG", "Shared", "<p>s</p>");
            site.addPage("ENG", "Whole", include("include", "Shared"));
            site.addPage("ENG", "Part", include("excerpt-include", "Shared"));
            site.addPage("ENG", "Bystander", "<p>b</p>");
            site.addPage("ENG", "One", include("include", "Other"));
            String other = site.addPage("ENG", "Other", include("include", "One"));
            kbsync.changes();
            clock.advance(Duration.ofMinutes(5));
            assertThat(kbsync.full().total().delivered()).isZero();

            site.edit(shared, "<p>changed</p>");
            assertThat(kbsync.changes().total().delivered()).isEqualTo(3);
            site.rename(shared, "Renamed");
            assertThat(kbsync.full().total().delivered()).isEqualTo(3);
            site.edit(other, include("include", "One") + "<p>changed</p>");
            assertThat(kbsync.changes().total().delivered()).isEqualTo(2);
            site.trash(other);
            RunReport gone = kbsync.full();
            assertThat(gone.total().removed()).isEqualTo(1);
            assertThat(gone.total().delivered()).isEqualTo(1);

            assertThat(kbsync.changes().total().delivered()).isZero();
            assertThat(kbsync.full().total().delivered()).isZero();
        }

        @Test
        void whatAPageIncludesIsShownAsLongAsEverybodyMayReadIt() {
            String shared = site.addPage("ENG", "Shared", "<p>all</p>" + excerpt("a part"));
            String whole = site.addPage("ENG", "Whole", include("include", "Shared"));
            String part = site.addPage("ENG", "Part", include("excerpt-include", "Shared"));
            site.addPage("ENG", "Elsewhere", include("include", "No such page"));
            kbsync.changes();
            assertThat(kbsync.file(whole)).contains("\nall\n", "\na part\n");
            assertThat(kbsync.file(part)).contains("\na part\n").doesNotContain("all");

            clock.advance(Duration.ofMinutes(5));
            site.edit(shared, "<p>other</p>" + excerpt("another part"));
            kbsync.changes();
            assertThat(kbsync.file(whole)).contains("\nother\n", "\nanother part\n");
            assertThat(kbsync.file(part)).contains("\nanother part\n");

            clock.advance(Duration.ofMinutes(10));
            site.restrictVisibly(shared);
            assertThat(kbsync.full().total().removed()).isEqualTo(1);
            assertThat(kbsync.file(whole)).doesNotContain("other").contains("[Shared](");
            assertThat(kbsync.file(part)).doesNotContain("another part").contains("[Shared](");

            clock.advance(Duration.ofMinutes(10));
            site.unrestrict(shared);
            assertThat(kbsync.full().total().delivered()).isEqualTo(3);
            assertThat(kbsync.file(whole)).contains("\nother\n");
            assertThat(kbsync.full().total().delivered()).isZero();
        }

        @Test
        void anIncludedPageThatIsRestrictedSinceItWasListedIsNotShown() {
            String shared = site.addPage("ENG", "Shared", "<p>secret</p>");
            String whole = site.addPage("ENG", "Whole", "<p>p</p>");
            kbsync.changes();
            kbsync.changes();
            clock.advance(Duration.ofDays(3));
            kbsync.changes();
            site.restrictVisibly(shared);
            site.edit(whole, include("include", "Shared"));

            kbsync.changes();

            assertThat(kbsync.file(whole)).doesNotContain("secret").contains("[Shared](");
            site.unrestrict(shared);
            assertThat(kbsync.full().total().delivered()).isEqualTo(1);
            assertThat(kbsync.file(whole)).contains("secret");
            assertThat(kbsync.full().total().delivered()).isZero();
        }

        private static String excerpt(String text) {
            return "<ac:structured-macro ac:name=\"excerpt\"><ac:rich-text-body><p>"
                    + text
                    + "</p></ac:rich-text-body></ac:structured-macro>";
        }

        private static String include(String macro, String title) {
            return """
                   <ac:structured-macro ac:name="%s"><ac:parameter ac:name=""><ac:link>\
                   <ri:page ri:content-title="%s" /></ac:link></ac:parameter></ac:structured-macro>\
                   """
                    .formatted(macro, title);
        }

        @Test
        void anEditARenameAndAMoveAreFollowed() {
            String top = site.addPage("ENG", "Top", "<p>t</p>");
            String page = site.addPage("ENG", "Old", "<p>one</p>");
            kbsync.changes();

            clock.advance(Duration.ofMinutes(5));
            site.edit(page, "<p>two</p>");
            kbsync.changes();
            assertThat(kbsync.file(page)).contains("two").doesNotContain("one");

            clock.advance(Duration.ofMinutes(5));
            site.rename(page, "New");
            kbsync.changes();
            assertThat(kbsync.files())
                    .containsExactly("demo/ENG/New-" + page + ".md", "demo/ENG/Top-" + top + ".md");

            clock.advance(Duration.ofMinutes(5));
            site.move(page, top);
            kbsync.full();
            assertThat(kbsync.file(page)).contains("path: \"Top\"");
        }

        @Test
        void aPageThatMovesToAnotherSpaceLeavesNothingBehind() {
            site.addSpace("OPS", "Operations");
            String page = site.addPage("ENG", "Page", "<p>x</p>");
            kbsync.changes();

            site.moveToSpace(page, "OPS");
            kbsync.full();

            assertThat(kbsync.files()).containsExactly("demo/OPS/Page-" + page + ".md");
        }

        @Test
        void trashedPurgedAndArchivedPagesGoWithAFullRun() {
            String kept = site.addPage("ENG", "Kept", "<p>k</p>");
            String trashed = site.addPage("ENG", "Trashed", "<p>t</p>");
            String archived = site.addPage("ENG", "Archived", "<p>a</p>");
            kbsync.changes();
            site.trash(trashed);
            site.archive(archived);

            assertThat(kbsync.changes().total().removed()).isZero();
            assertThat(kbsync.full().total().removed()).isEqualTo(2);
            assertThat(kbsync.files()).containsExactly("demo/ENG/Kept-" + kept + ".md");

            site.restore(trashed);
            kbsync.full();
            assertThat(kbsync.files()).hasSize(2);
        }

        @Test
        void restrictedPagesAreTakenBackWithWhatStandsBelowThem() {
            String top = site.addPage("ENG", "Top", "<p>t</p>");
            String below = site.addPage("ENG", "Below", "<p>b</p>", top);
            String open = site.addPage("ENG", "Open", "<p>o</p>");
            String hidden = site.addPage("ENG", "Hidden", "<p>h</p>");
            kbsync.changes();

            site.restrictVisibly(top);
            site.restrictInvisibly(hidden);
            RunReport report = kbsync.full();

            assertThat(report.total().skipped()).isEqualTo(2);
            assertThat(report.total().removed()).isEqualTo(3);
            assertThat(kbsync.files()).containsExactly("demo/ENG/Open-" + open + ".md");

            site.unrestrict(top);
            site.unrestrict(hidden);
            kbsync.full();
            assertThat(kbsync.files()).hasSize(4).contains("demo/ENG/Below-" + below + ".md");
        }

        @Test
        void labelsAreFollowed() {
            String page = site.addPage("ENG", "Page", "<p>x</p>");
            kbsync.changes();

            site.label(page, "runbook");
            kbsync.full();

            assertThat(kbsync.file(page)).contains("labels:\n  - \"runbook\"");
        }

        @Test
        void manyPagesComeResultPageByResultPage() {
            for (int i = 0; i < 120; i++) {
                site.addPage("ENG", "Page " + i, "<p>" + i + "</p>");
            }

            RunReport report = kbsync.changes();

            assertThat(report.total().delivered()).isEqualTo(120);
            assertThat(report.usage().points()).isLessThanOrEqualTo(120 * pointsPerPage() + 10);
            assertThat(kbsync.files()).hasSize(120);
        }

        @Test
        void faultsThatPassAreLivedThrough() {
            for (int i = 0; i < 60; i++) {
                site.addPage("ENG", "Page " + i, "<p>" + i + "</p>");
            }
            atlassian
                    .control()
                    .faults(
                            Fault.times(FaultKind.UNAVAILABLE, 2),
                            Fault.times(FaultKind.CUT, 1),
                            Fault.times(FaultKind.TOO_MANY_REQUESTS, 1),
                            Fault.always(FaultKind.EMPTY_LAST_PAGE),
                            Fault.always(FaultKind.SHORT_PAGES),
                            Fault.always(FaultKind.DRIFTING_TOTAL));

            RunReport report = kbsync.changes();

            assertThat(report.problem()).isEmpty();
            assertThat(report.total().delivered()).isEqualTo(60);
        }

        @Test
        void anOutageInTheMiddleRemovesNothingAndTheNextRunGoesOn() {
            for (int i = 0; i < 120; i++) {
                site.addPage("ENG", "Page " + i, "<p>" + i + "</p>");
            }
            kbsync.changes();
            atlassian.control().faults(Fault.always(FaultKind.BAD_GATEWAY));

            RunReport broken = kbsync.full();
            assertThat(broken.state()).isEqualTo(State.INCOMPLETE);
            assertThat(broken.problem()).contains("not available just now (502)");
            assertThat(kbsync.files()).hasSize(120);

            atlassian.control().clearFaults();
            assertThat(kbsync.full().state()).isEqualTo(State.COMPLETE);
        }

        @Test
        void aListingThatGoesRoundInCirclesIsIncomplete() {
            for (int i = 0; i < 120; i++) {
                site.addPage("ENG", "Page " + i, "<p>" + i + "</p>");
            }
            atlassian.control().faults(Fault.always(FaultKind.LOOPING_CURSOR));

            RunReport report = kbsync.full();

            assertThat(report.state()).isEqualTo(State.INCOMPLETE);
            assertThat(report.problem()).contains("in a loop");
        }

        @Test
        void manyRemovalsWaitForAPerson() {
            List<String> ids =
                    java.util.stream.IntStream.range(0, 60)
                            .mapToObj(i -> site.addPage("ENG", "Page " + i, "<p>" + i + "</p>"))
                            .toList();
            kbsync.changes();
            ids.subList(0, 40).forEach(site::trash);

            RunReport report = kbsync.full();
            assertThat(report.withheld()).isEqualTo(40);
            assertThat(kbsync.files()).hasSize(60);

            kbsync.bean(RunStarter.class).run(new RunRequest("demo", RunKind.FULL, true));
            assertThat(kbsync.files()).hasSize(20);
        }

        @Test
        void ifNoSpaceIsShownAnyMoreEverythingWaitsForAPerson() {
            String page = site.addPage("ENG", "Page", "<p>x</p>");
            kbsync.changes();

            site.hideSpace("ENG", true);
            RunReport report = kbsync.full();
            assertThat(report.withheld()).isEqualTo(1);
            assertThat(kbsync.files()).hasSize(1);

            kbsync.bean(RunStarter.class).run(new RunRequest("demo", RunKind.FULL, true));
            assertThat(kbsync.files()).noneMatch(file -> file.contains(page));
        }

        @Test
        void withAllSpacesWantedOneThatIsHiddenCountsAsGone() {
            site.addSpace("OPS", "Operations");
            String page = site.addPage("OPS", "Page", "<p>x</p>");
            site.addPage("ENG", "Other", "<p>x</p>");
            kbsync.changes();

            site.hideSpace("OPS", true);
            RunReport report = kbsync.full();

            assertThat(report.state()).isEqualTo(State.COMPLETE);
            assertThat(report.total().removed()).isEqualTo(1);
            assertThat(kbsync.files()).noneMatch(file -> file.contains(page));
        }

        @Test
        void aSpaceThatComesBackIsListedWhole() {
            site.addSpace("OPS", "Operations");
            String page = site.addPage("OPS", "Page", "<p>x</p>");
            site.addPage("ENG", "Other", "<p>x</p>");
            clock.advance(Duration.ofDays(2));
            kbsync.changes();
            site.hideSpace("OPS", true);
            kbsync.full();
            clock.advance(Duration.ofDays(2));

            site.hideSpace("OPS", false);
            kbsync.changes();

            assertThat(kbsync.file(page)).contains("# Page");
        }
    }
}
