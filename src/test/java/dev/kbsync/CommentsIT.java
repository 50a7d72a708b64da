package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.content.Change;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comments come with their page, and follow what becomes of them. */
class CommentsIT {

    @Nested
    class BySearch extends AnyWay {
        @Override
        String by() {
            return "search";
        }
    }

    @Nested
    class BySpace extends AnyWay {
        @Override
        String by() {
            return "spaces";
        }
    }

    abstract static class AnyWay {

        @TempDir private Path folder;
        private final SettableClock clock = new SettableClock();
        private Simulator atlassian;
        private SiteControl site;
        private final List<Instance> started = new ArrayList<>();
        private String page;

        abstract String by();

        @BeforeEach
        void start() {
            atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
            site = atlassian.control().site();
            site.addSpace("ENG", "Engineering");
            page = site.addPage("ENG", "Page", "<p>It is <b>red</b>.</p>");
            site.addPage("ENG", "Other", "<p>o</p>");
        }

        private Instance start(String comments) {
            Instance kbsync =
                    Instance.in(folder)
                            .clock(clock)
                            .atlassian(atlassian)
                            .site(atlassian.sites().get(0))
                            .set("kbsync.listing.by", by())
                            .set("kbsync.sites.demo.comments", comments)
                            .start();
            started.add(kbsync);
            return kbsync;
        }

        @AfterEach
        void stop() {
            started.forEach(Instance::close);
            atlassian.close();
        }

        private void later() {
            clock.advance(Duration.ofMinutes(1));
        }

        @Test
        void theyStandAtTheEndConversationByConversation() {
            String first = site.addComment(page, "<p>Is it <em>so</em>?</p>");
            later();
            String inline = site.addInlineComment(page, "<p>Really?</p>", "red");
            later();
            site.reply(first, "<p>Yes.</p>");
            String settled = site.addInlineComment(page, "<p>Old news</p>", "is");
            site.reply(settled, "<p>Old answer</p>");
            site.resolveComment(settled, "resolved");
            Instance kbsync = start("all");

            assertThat(kbsync.changes().total().delivered()).isEqualTo(2);

            assertThat(kbsync.file(page))
                    .endsWith(
                            """
                            # Page

                            It is **red**.

                            ## Comments

                            ### Priya Raman, 2026-11-22

                            Is it _so_?

                            #### Priya Raman, 2026-11-22

                            Yes.

                            ### Priya Raman, 2026-11-22

                            > red

                            Really?
                            """);
            site.resolveComment(inline, "resolved");
            assertThat(kbsync.full().total().delivered()).isEqualTo(1);
            assertThat(kbsync.file(page)).doesNotContain("Really?");
        }

        @Test
        void onlyThoseOnThePageIfTheSiteWantsNoOthers() {
            site.addComment(page, "<p>At the foot</p>");
            site.addInlineComment(page, "<p>In the text</p>", "red");
            Instance kbsync = start("footer");

            kbsync.changes();

            assertThat(kbsync.file(page)).contains("At the foot").doesNotContain("In the text");
        }

        @Test
        void noneAndNoRequestForThemByDefault() {
            site.addComment(page, "<p>At the foot</p>");
            Instance kbsync = start("none");

            RunReport run = kbsync.changes();

            assertThat(kbsync.file(page)).doesNotContain("Comments", "At the foot");
            assertThat(run.usage().requests()).isLessThanOrEqualTo(5);
        }

        @Test
        void aNewAndAChangedOneShowInARunForChangesAndARemovedOneInAFullRun() {
            Instance kbsync = start("all");
            kbsync.changes();
            clock.advance(Duration.ofDays(3));
            kbsync.changes();

            clock.advance(Duration.ofMinutes(10));
            String comment = site.addComment(page, "<p>one</p>");
            assertThat(kbsync.changes().total().delivered()).isEqualTo(1);
            assertThat(kbsync.file(page)).contains("one");

            clock.advance(Duration.ofMinutes(10));
            site.change(comment, Change.body("<p>two</p>"));
            assertThat(kbsync.changes().total().delivered()).isEqualTo(1);
            assertThat(kbsync.file(page)).contains("two").doesNotContain("one");

            assertThat(kbsync.changes().total().delivered()).isZero();
            site.purge(comment);
            assertThat(kbsync.full().total().delivered()).isEqualTo(1);
            assertThat(kbsync.file(page)).doesNotContain("Comments", "two");
            assertThat(kbsync.full().total().delivered()).isZero();
        }

        @Test
        void whatHasANewCommentHidesNoNewBlogPost() {
            Instance kbsync = start("all");
            clock.advance(Duration.ofDays(3));
            kbsync.changes();
            clock.advance(Duration.ofDays(3));
            site.addComment(page, "<p>one</p>");
            kbsync.changes();

            String post = site.add(ContentType.BLOGPOST, "ENG", "News", "<p>n</p>", null);
            kbsync.changes();

            assertThat(kbsync.file(post)).contains("# News");
        }

        @Test
        void theHeadingsOfOneStandBelowItsOwn() {
            String comment = site.addComment(page, "<h1>Doubts</h1><p>many</p>");
            site.reply(comment, "<h1>None</h1><h5>at all</h5>");
            Instance kbsync = start("all");

            kbsync.changes();

            assertThat(kbsync.file(page))
                    .containsSubsequence(
                            "\n### Priya Raman",
                            "\n#### Doubts\n",
                            "\n#### Priya Raman",
                            "\n##### None\n",
                            "\n###### at all\n");
        }

        @Test
        void brokenMarkupOfOneSwallowsNoOther() {
            site.edit(page, "<p>It <![CDATA[ is <table><tr>");
            site.addComment(page, "<ac:structured-macro ac:name=\"code\"><![CDATA[ x");
            later();
            site.addComment(page, "<p>still here</p>");
            Instance kbsync = start("all");

            kbsync.changes();

            assertThat(kbsync.file(page))
                    .contains("## Comments\n\n### Priya Raman")
                    .endsWith("### Priya Raman, 2026-11-22\n\nstill here\n");
        }

        @Test
        void thatTheyMayNotBeReadIsSaidOnce() {
            for (int i = 0; i < 120; i++) {
                site.addComment(site.addPage("ENG", "Page " + i, "<p>x</p>"), "<p>c</p>");
            }
            atlassian
                    .control()
                    .faults(
                            new Fault(
                                    FaultKind.MISSING_SCOPE,
                                    JsonNodeFactory.instance.objectNode().put("path", "comment")));
            Instance kbsync = start("all");

            RunReport run = kbsync.changes();

            assertThat(run.state()).isEqualTo(State.COMPLETE);
            assertThat(run.total().delivered()).isEqualTo(122);
            assertThat(run.census().warnings())
                    .filteredOn(warning -> warning.contains("omments are left out"))
                    .hasSize(1);
        }

        @Test
        void rowsThatLeaveOutWhatTheySayTakeNoneOut() {
            site.addComment(page, "<p>said</p>");
            Instance kbsync = start("all");
            kbsync.changes();

            for (String part : List.of("body", "container", "extensions")) {
                atlassian
                        .control()
                        .faults(
                                new Fault(
                                        FaultKind.LOST_EXPANSION,
                                        JsonNodeFactory.instance.objectNode().put("part", part)));
                assertThat(kbsync.full().state()).as(part).isEqualTo(State.INCOMPLETE);
                assertThat(kbsync.file(page)).as(part).contains("said");
            }
        }

        @Test
        void anOutageWhileTheyAreReadTakesNoneOut() {
            site.addComment(page, "<p>kept</p>");
            Instance kbsync = start("all");
            kbsync.changes();
            atlassian
                    .control()
                    .faults(
                            new Fault(
                                    FaultKind.BAD_GATEWAY,
                                    JsonNodeFactory.instance.objectNode().put("path", "comment")));

            assertThat(kbsync.full().state()).isEqualTo(State.INCOMPLETE);
            assertThat(kbsync.file(page)).contains("kept");
        }

        @Test
        void manyCostOneRequestForManyPages() {
            for (int i = 0; i < 98; i++) {
                String each = site.addPage("ENG", "Page " + i, "<p>x</p>");
                if (i % 10 == 0) {
                    site.addComment(each, "<p>c</p>");
                }
            }
            Instance kbsync = start("all");
            long before = kbsync.changes().usage().requests();
            assertThat(before).isLessThanOrEqualTo(by().equals("search") ? 6 : 14);
        }
    }
}
