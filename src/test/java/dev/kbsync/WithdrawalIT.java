package dev.kbsync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.history.RunReport;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.http.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is withdrawn wins: the text of a page that lost its readers is gone from every document,
 * whatever was edited in the same run, in whichever order, and however warm the caches of the
 * server are. Time moves by seconds only.
 */
class WithdrawalIT {

    @Nested
    class BySearchOneAtATime extends AnyWay {
        BySearchOneAtATime() {
            super("search", 1, 50);
        }
    }

    @Nested
    class BySpaceInManyResultPages extends AnyWay {
        BySpaceInManyResultPages() {
            super("spaces", 4, 3);
        }
    }

    abstract static class AnyWay {

        private static final int PAIRS = 8;

        private final String by;
        private final int parallel;
        private final int limit;
        @TempDir private Path folder;
        private final SettableClock clock = new SettableClock();
        private Simulator atlassian;
        private SiteControl site;
        private Instance kbsync;
        private volatile Runnable atConversion = () -> {};

        AnyWay(String by, int parallel, int limit) {
            this.by = by;
            this.parallel = parallel;
            this.limit = limit;
        }

        @BeforeEach
        void start() {
            atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
            site = atlassian.control().site();
            site.addSpace("ENG", "Engineering");
            kbsync =
                    Instance.in(folder)
                            .clock(clock)
                            .atlassian(atlassian)
                            .site(atlassian.sites().get(0))
                            .bean("aside", (InterceptStrategy) this::aside)
                            .set("kbsync.listing.by", by)
                            .set("kbsync.listing.limit", limit)
                            .set("kbsync.listing.limit-without-bodies", limit)
                            .set("kbsync.run.parallel", parallel)
                            .set("kbsync.convert.links", "file")
                            .set("kbsync.sites.demo.comments", "all")
                            .set("kbsync.sites.demo.attachments", "text")
                            .start();
        }

        @AfterEach
        void stop() {
            kbsync.close();
            atlassian.close();
        }

        private String page(String title, String body) {
            clock.advance(Duration.ofSeconds(1));
            return site.addPage("ENG", title, body);
        }

        private static String include(String title) {
            return """
                   <p>own text</p><ac:structured-macro ac:name="include"><ac:parameter ac:name="">\
                   <ac:link><ri:page ri:content-title="%s" /></ac:link></ac:parameter>\
                   </ac:structured-macro>\
                   """
                    .formatted(title);
        }

        private static String link(String title) {
            return "<p>own text <ac:link><ri:page ri:content-title=\"%s\" /></ac:link></p>"
                    .formatted(title);
        }

        /** What is included comes before the pages that include it, or after them. */
        private List<String> pairs(boolean includedFirst, List<String> included) {
            List<String> hosts = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                if (includedFirst) {
                    included.add(page("Shared " + i, "<p>secret</p>"));
                }
                hosts.add(page("Host " + i, include("Shared " + i)));
                if (!includedFirst) {
                    included.add(page("Shared " + i, "<p>secret</p>"));
                }
            }
            return hosts;
        }

        private void edit(String id, String body) {
            clock.advance(Duration.ofSeconds(1));
            site.edit(id, body);
        }

        private void withdrawIncluded(boolean includedFirst) {
            List<String> included = new ArrayList<>();
            List<String> hosts = pairs(includedFirst, included);
            kbsync.changes();
            assertThat(hosts).allSatisfy(id -> assertThat(kbsync.file(id)).contains("secret"));

            included.forEach(site::restrictVisibly);
            for (int i = 0; i < PAIRS; i += 2) {
                edit(hosts.get(i), include("Shared " + i) + "<p>edited</p>");
            }
            RunReport report = kbsync.full();

            assertThat(report.total().removed()).isEqualTo(PAIRS);
            assertThat(hosts)
                    .allSatisfy(
                            id ->
                                    assertThat(kbsync.file(id))
                                            .contains("own text")
                                            .doesNotContain("secret"));
            assertThat(kbsync.full().total().delivered()).isZero();
        }

        @Test
        void theTextOfAnIncludedPageThatIsRestrictedGoesFromAllThatIncludeIt() {
            withdrawIncluded(true);
        }

        @Test
        void soItDoesWhereItIsListedAfterThem() {
            withdrawIncluded(false);
        }

        @Test
        void aRunForChangesShowsNothingThatWasRestrictedBefore() {
            List<String> included = new ArrayList<>();
            List<String> hosts = pairs(true, included);
            kbsync.changes();

            included.forEach(site::restrictVisibly);
            hosts.forEach(id -> edit(id, include("Shared " + hosts.indexOf(id)) + "<p>new</p>"));
            kbsync.changes();

            assertThat(hosts)
                    .allSatisfy(
                            id ->
                                    assertThat(kbsync.file(id))
                                            .contains("new")
                                            .doesNotContain("secret"));
            kbsync.full();
            included.forEach(site::unrestrict);
            kbsync.full();
            assertThat(hosts).allSatisfy(id -> assertThat(kbsync.file(id)).contains("secret"));
        }

        @Test
        void aPageRestrictedFromAboveIsGoneFromThoseThatIncludeItToo() {
            String top = page("Top", "<p>top</p>");
            clock.advance(Duration.ofSeconds(1));
            String shared = site.addPage("ENG", "Shared", "<p>secret</p>", top);
            String middle = page("Middle", include("Shared"));
            String host = page("Host", include("Middle"));
            kbsync.changes();
            assertThat(kbsync.file(host)).contains("secret");

            site.restrictVisibly(top);
            edit(host, include("Middle") + "<p>edited</p>");
            edit(middle, include("Shared") + "<p>edited</p>");
            kbsync.changes();
            assertThat(kbsync.file(host)).contains("edited").doesNotContain("secret");
            kbsync.full();

            assertThat(kbsync.files()).noneMatch(file -> file.contains(shared));
            assertThat(kbsync.file(host)).doesNotContain("secret");
            assertThat(kbsync.file(middle)).doesNotContain("secret");
        }

        @Test
        void aPageThatIsHiddenOrDeletedIsGoneFromThoseThatIncludeIt() {
            List<String> included = new ArrayList<>();
            List<String> hosts = pairs(true, included);
            for (int i = 0; i < 20; i++) {
                page("Bystander " + i, "<p>b</p>");
            }
            kbsync.changes();

            site.restrictInvisibly(included.get(0));
            site.trash(included.get(1));
            site.purge(included.get(2));
            site.archive(included.get(3));
            hosts.forEach(id -> edit(id, include("Shared " + hosts.indexOf(id)) + "<p>new</p>"));
            kbsync.full();

            assertThat(hosts.subList(0, 4))
                    .allSatisfy(
                            id ->
                                    assertThat(kbsync.file(id))
                                            .contains("new")
                                            .doesNotContain("secret"));
            assertThat(hosts.subList(4, PAIRS))
                    .allSatisfy(id -> assertThat(kbsync.file(id)).contains("secret"));
        }

        @Test
        void aLinkToAFileThatGoesInTheSameRunLeadsToTheSite() {
            List<String> from = new ArrayList<>();
            List<String> to = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                to.add(page("Goal " + i, "<p>g</p>"));
                from.add(page("From " + i, link("Goal " + i)));
            }
            kbsync.changes();
            assertThat(kbsync.file(from.get(0))).contains("-" + to.get(0) + ".md)");

            to.forEach(site::restrictVisibly);
            from.forEach(id -> edit(id, link("Goal " + from.indexOf(id)) + "<p>edited</p>"));
            kbsync.full();

            assertThat(from)
                    .allSatisfy(
                            id ->
                                    assertThat(kbsync.file(id))
                                            .contains("edited", "/display/ENG/Goal+")
                                            .doesNotContain(".md)"));
        }

        @Test
        void restrictionsThatComeAndGoLeaveNothingBehindAndLoseNothing() {
            String shared = page("Shared", "<p>secret</p>");
            String host = page("Host", include("Shared"));
            kbsync.changes();
            for (int i = 0; i < 3; i++) {
                site.restrictVisibly(shared);
                edit(host, include("Shared") + "<p>closed " + i + "</p>");
                edit(shared, "<p>secret</p><p>more " + i + "</p>");
                kbsync.changes();
                assertThat(kbsync.file(host)).contains("closed " + i).doesNotContain("secret");
                assertThat(kbsync.files()).noneMatch(file -> file.contains(shared));

                site.unrestrict(shared);
                edit(shared, "<p>secret</p><p>open " + i + "</p>");
                kbsync.changes();
                assertThat(kbsync.file(shared)).contains("open " + i);
                assertThat(kbsync.file(host)).contains("secret", "open " + i);
            }
            assertThat(kbsync.full().total().delivered()).isZero();
        }

        @Test
        void whatIsWrittenOnceAPageIsRestrictedIsNotDelivered() {
            site.indexDelay(Duration.ofMinutes(1));
            String top = page("Top", "<p>t</p>");
            String page = page("Page", "<p>before</p>");
            clock.advance(Duration.ofSeconds(1));
            String below = site.addPage("ENG", "Below", "<p>before</p>", top);
            // Caches are filled; listed by search, the pages are not known yet.
            kbsync.changes();

            site.restrictVisibly(page);
            site.restrictVisibly(top);
            edit(page, "<p>written in confidence</p>");
            edit(below, "<p>written in confidence</p>");
            kbsync.changes();

            assertThat(kbsync.files())
                    .noneMatch(file -> file.contains(page) || file.contains(below));
            clock.advance(Duration.ofMinutes(2));
            kbsync.full();
            assertThat(kbsync.files()).isEmpty();
        }

        @Test
        void aListThatWaitedForAnHourIsAskedForAgain() {
            page("First", "<p>f</p>");
            for (int i = 0; i < limit; i++) {
                page("Page " + i, "<p>p</p>");
            }
            String last = page("Last", "<p>secret</p>");
            atConversion =
                    () -> {
                        // The next page of results is there; this one has to wait for quota.
                        Eventually.assertThat(AnyWay::nothingIsBeingListed);
                        clock.advance(Duration.ofHours(1));
                        site.restrictVisibly(last);
                    };

            kbsync.full();

            assertThat(kbsync.files()).isNotEmpty().noneMatch(file -> file.contains(last));
        }

        private static boolean nothingIsBeingListed() {
            return Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("list-ahead-"));
        }

        /** Does something, once, just before the first page is converted. */
        private Processor aside(
                CamelContext context, NamedNode node, Processor target, Processor next) {
            return exchange -> {
                if ("convert".equals(node.getId())) {
                    Runnable once = atConversion;
                    atConversion = () -> {};
                    once.run();
                }
                target.process(exchange);
            };
        }

        @Test
        void aTitleInAnotherCaseNamesTheSamePage() {
            String shared = page("Shared", "<p>secret</p>");
            String host = page("Host", include("SHARED"));
            String linking = page("Linking", link("shared"));
            String loop = page("Loop", include("lOOP"));
            kbsync.changes();
            kbsync.full();
            assertThat(kbsync.file(host)).contains("secret");
            assertThat(kbsync.file(linking)).contains("-" + shared + ".md)");
            assertThat(kbsync.file(loop)).containsOnlyOnce("own text");

            site.restrictVisibly(shared);
            kbsync.full();
            assertThat(kbsync.file(host)).doesNotContain("secret");
            assertThat(kbsync.file(linking)).doesNotContain(".md)");

            site.unrestrict(shared);
            kbsync.full();
            assertThat(kbsync.file(host)).contains("secret");
            assertThat(kbsync.file(linking)).contains("-" + shared + ".md)");
        }

        @Test
        void rowsThatNeverSayWhoMayReadThePageTakeNothingBack() {
            String page = page("Page", "<p>p</p>");
            page("Other", "<p>o</p>");
            kbsync.changes();
            List<String> files = kbsync.files();

            lose("restrictions");
            RunReport report = kbsync.full();

            assertThat(report.state()).isEqualTo(RunReport.State.INCOMPLETE);
            assertThat(report.problem()).contains("did not say of any of them who may read it");
            assertThat(kbsync.files()).isEqualTo(files);
            site.restrictVisibly(page);
            atlassian.control().clearFaults();
            assertThat(kbsync.full().state()).isEqualTo(RunReport.State.COMPLETE);
            assertThat(kbsync.files()).hasSize(1).noneMatch(file -> file.contains(page));
        }

        @Test
        void rowsWithoutThePagesAboveOpenNothing() {
            String closed = page("Closed", "<p>c</p>");
            clock.advance(Duration.ofSeconds(1));
            site.addPage("ENG", "Secret", "<p>s</p>", closed);
            site.restrictVisibly(closed);

            lose("ancestors");
            RunReport report = kbsync.full();

            assertThat(report.state()).isEqualTo(RunReport.State.INCOMPLETE);
            assertThat(report.problem()).contains("without its ancestors");
            assertThat(kbsync.files()).isEmpty();
        }

        private void lose(String part) {
            atlassian
                    .control()
                    .faults(new Fault(FaultKind.LOST_EXPANSION, Json.object().put("part", part)));
        }

        @Test
        void whatRowsDoNotSayOfThePagesAboveIsAskedFor() {
            String closed = page("Closed", "<p>c</p>");
            String open = page("Open", "<p>o</p>");
            clock.advance(Duration.ofSeconds(1));
            String secret = site.addPage("ENG", "Secret", "<p>s</p>", closed);
            String told = site.addPage("ENG", "Told", "<p>t</p>", open);
            kbsync.changes();

            site.restrictVisibly(closed);
            lose("ancestors.restrictions");
            assertThat(kbsync.full().state()).isEqualTo(RunReport.State.COMPLETE);

            assertThat(kbsync.files())
                    .hasSize(2)
                    .noneMatch(file -> file.contains(secret) || file.contains(closed))
                    .anyMatch(file -> file.contains(told));
        }

        @Test
        void filesAndCommentsGoWithThePage() {
            String page = page("Page", "<p>p</p>");
            site.addComment(page, "<p>said</p>");
            site.attach(page, "notes.txt", "text/plain", "secret notes".getBytes(UTF_8));
            String other = page("Other", "<p>o</p>");
            kbsync.changes();
            assertThat(kbsync.files()).hasSize(3);

            site.restrictVisibly(page);
            edit(page, "<p>edited</p>");
            site.addComment(page, "<p>said later</p>");
            kbsync.changes();

            assertThat(kbsync.files())
                    .singleElement()
                    .satisfies(file -> assertThat(file).contains(other));
        }

        @Test
        void whatEarlierReleasesLeftBehindGoesWithTheNextFullRun() {
            String shared = page("Shared", "<p>secret</p>");
            String host = page("Host", include("Shared"));
            String linking = page("Linking", link("Shared"));
            kbsync.changes();
            site.restrictVisibly(shared);
            // The page is withdrawn, but nobody noticed what that means for others.
            JdbcClient jdbc = kbsync.bean(JdbcClient.class);
            for (String table : List.of("ledger_page", "ledger_sink", "ledger_link")) {
                jdbc.sql("delete from " + table + " where content_id = ?").param(shared).update();
            }
            clock.advance(Duration.ofMinutes(10));
            kbsync.changes();
            assertThat(kbsync.file(host)).contains("secret");

            kbsync.full();

            assertThat(kbsync.file(host)).doesNotContain("secret");
            assertThat(kbsync.file(linking)).doesNotContain(".md)");
            assertThat(kbsync.full().total().delivered()).isZero();
        }
    }
}
