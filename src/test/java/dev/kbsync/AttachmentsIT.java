package dev.kbsync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kbsync.attachment.SampleFiles;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.run.Plan;
import dev.kbsync.run.Plan.Step;
import dev.kbsync.run.Plan.Verb;
import dev.kbsync.run.RunStarter;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.rest.ApiTokens;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attached files come with their page, and follow what becomes of it and of them. */
class AttachmentsIT {

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

    /** A token with scopes: nobody can tell which before it is tried. */
    @Nested
    class WithScopes {

        private static final Set<String> USUAL =
                Set.of("read:confluence-content.all", "search:confluence");

        @TempDir private Path folder;

        @Test
        void withTheOneForDownloadsTextComes() {
            Set<String> scopes = new HashSet<>(USUAL);
            scopes.add("readonly:content.attachment:confluence");

            RunReport run = changes(scopes);

            assertThat(run.total().delivered()).isEqualTo(2);
            assertThat(run.census().warnings()).isEmpty();
        }

        @Test
        void withoutItFilesAreListed() {
            RunReport run = changes(USUAL);

            assertThat(run.total().delivered()).isEqualTo(1);
            assertThat(run.census().warnings())
                    .singleElement()
                    .asString()
                    .contains("may not download", "readonly:content.attachment:confluence");
        }

        private RunReport changes(Set<String> scopes) {
            SimulatorOptions options = SimulatorOptions.bare().tokenScopes(scopes);
            try (Simulator atlassian = Simulator.start(options)) {
                SiteControl site = atlassian.control().site();
                site.addSpace("ENG", "Engineering");
                String page = site.addPage("ENG", "Page", "<p>p</p>");
                site.attach(page, "a.txt", "text/plain", "Hello".getBytes(UTF_8));
                try (Instance kbsync =
                        Instance.in(folder)
                                .atlassian(atlassian)
                                .site(site.site())
                                .set("kbsync.sites.demo.api-token", ApiTokens.SCOPED)
                                .set("kbsync.sites.demo.api-token-scoped", "true")
                                .set("kbsync.sites.demo.attachments", "text")
                                .start()) {
                    RunReport run = kbsync.changes();
                    assertThat(run.state()).isEqualTo(State.COMPLETE);
                    assertThat(kbsync.file(page)).contains("a.txt");
                    return run;
                }
            }
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
            String top = site.addPage("ENG", "Top", "<p>t</p>");
            page = site.addPage("ENG", "Plans", "<p>See below.</p>", top);
            site.label(page, "roadmap");
        }

        private Instance.Builder instance(String attachments) {
            return Instance.in(folder)
                    .clock(clock)
                    .atlassian(atlassian)
                    .site(atlassian.sites().get(0))
                    .set("kbsync.listing.by", by())
                    .set("kbsync.sites.demo.attachments", attachments);
        }

        private Instance start(String attachments) {
            return start(instance(attachments));
        }

        private Instance start(Instance.Builder builder) {
            Instance kbsync = builder.start();
            started.add(kbsync);
            return kbsync;
        }

        @AfterEach
        void stop() {
            started.forEach(Instance::close);
            atlassian.close();
        }

        private String text(String name, String text) {
            return site.attach(page, name, "text/plain", text.getBytes(UTF_8));
        }

        private void fault(FaultKind kind, String path) {
            atlassian
                    .control()
                    .faults(
                            new Fault(
                                    kind, JsonNodeFactory.instance.objectNode().put("path", path)));
        }

        private static boolean balances(RunReport run) {
            return run.spaces().values().stream().allMatch(tally -> tally.balances());
        }

        @Test
        void aPageListsThem() {
            site.attach(page, "b <1>.png", "image/png", new byte[2048]);
            String pdf = site.attach(page, "a.pdf", SampleFiles.PDF, SampleFiles.pdf("Hello"));
            Instance kbsync = start("list");

            assertThat(kbsync.changes().total().delivered()).isEqualTo(2);

            assertThat(kbsync.file(page))
                    .contains("See below.\n\n## Attachments\n\n")
                    .containsPattern("\\| *\\[a\\.pdf]\\(http\\S+\\) *\\| *application/pdf *\\|")
                    .containsPattern("b <1>\\.png|b \\\\<1\\\\?>\\.png|b &lt;1&gt;\\.png")
                    .contains("2.0 KB");
            assertThat(kbsync.files()).noneMatch(file -> file.contains(pdf));

            clock.advance(Duration.ofMinutes(5));
            site.replaceFile(pdf, SampleFiles.pdf("Hello again"));
            assertThat(kbsync.changes().total().delivered()).isEqualTo(1);
            site.purge(pdf);
            assertThat(kbsync.full().total().delivered()).isEqualTo(1);
            assertThat(kbsync.file(page)).doesNotContain("a.pdf").contains("png");
            assertThat(kbsync.full().total().delivered()).isZero();
        }

        @Test
        void noneAndNoRequestForThemByDefault() {
            text("a.txt", "x");
            Instance kbsync = start("none");

            RunReport run = kbsync.changes();

            assertThat(kbsync.file(page)).doesNotContain("Attachments", "a.txt");
            assertThat(run.usage().requests()).isLessThanOrEqualTo(5);
        }

        @Test
        void theirTextIsADocumentOfItsOwn() {
            String pdf =
                    site.attach(page, "The plan.pdf", SampleFiles.PDF, SampleFiles.pdf("By June"));
            String word =
                    site.attach(
                            page, "w.docx", SampleFiles.DOCX, SampleFiles.docx("Aims", "Many."));
            site.attach(page, "p.png", "image/png", new byte[9]);
            Instance kbsync = start("text");

            RunReport run = kbsync.changes();

            assertThat(run.state()).isEqualTo(State.COMPLETE);
            assertThat(run.total().delivered()).isEqualTo(4);
            assertThat(run.total().listed()).isEqualTo(4);
            assertThat(run.census().warnings()).isEmpty();
            assertThat(kbsync.files()).contains("demo/ENG/The-plan-pdf-" + pdf + ".md");
            assertThat(kbsync.file(pdf))
                    .contains(
                            "title: \"The plan.pdf\"",
                            "id: \"" + site.site().cloudId() + "-" + pdf + "\"",
                            "type: \"attachment\"",
                            "path: \"Top / Plans\"",
                            "labels:\n  - \"roadmap\"",
                            "media_type: \"application/pdf\"")
                    .contains("source: \"" + site.site().url() + "/wiki/")
                    .endsWith("# The plan.pdf\n\nBy June\n");
            assertThat(kbsync.file(word)).contains("Aims").containsPattern("\\| *height *\\|");
            assertThat(kbsync.file(page)).contains("w.docx", "p.png");

            long downloads = downloads();
            assertThat(kbsync.full().total().unchanged()).isEqualTo(4);
            assertThat(downloads()).isEqualTo(downloads);
        }

        private long downloads() {
            return atlassian.control().requests("GET /_media");
        }

        @Test
        void aChangedOneIsDeliveredAgainAndARemovedOneRemoved() {
            String file = text("a.txt", "first");
            String other = text("b.txt", "other");
            Instance kbsync = start("text");
            kbsync.changes();
            clock.advance(Duration.ofDays(3));
            kbsync.changes();

            clock.advance(Duration.ofMinutes(10));
            site.replaceFile(file, "second".getBytes(UTF_8));
            RunReport changed = kbsync.changes();
            assertThat(changed.total().delivered()).isEqualTo(2);
            assertThat(kbsync.file(file)).contains("second").doesNotContain("first");

            site.purge(file);
            RunReport full = kbsync.full();
            assertThat(full.total().removed()).isEqualTo(1);
            assertThat(kbsync.files())
                    .noneMatch(path -> path.contains(file))
                    .anyMatch(path -> path.contains(other));
            assertThat(balances(full)).isTrue();
            assertThat(kbsync.full().total().removed()).isZero();
        }

        @Test
        void theyFollowTheirPage() {
            String file = text("a.txt", "x");
            Instance kbsync = start("text");
            kbsync.changes();

            clock.advance(Duration.ofMinutes(10));
            site.rename(page, "Renamed");
            kbsync.changes();
            assertThat(kbsync.file(file)).contains("path: \"Top / Renamed\"");

            site.addSpace("OPS", "Operations");
            site.moveToSpace(page, "OPS");
            kbsync.full();
            assertThat(kbsync.files()).contains("demo/OPS/a-txt-" + file + ".md").hasSize(3);

            site.trash(page);
            RunReport gone = kbsync.full();
            assertThat(gone.total().removed()).isEqualTo(2);
            assertThat(kbsync.files()).hasSize(1);
            assertThat(balances(gone)).isTrue();
        }

        @Test
        void thoseOfARestrictedPageGoAtOnce() {
            String file = text("a.txt", "for few");
            Instance kbsync = start("text");
            kbsync.changes();

            clock.advance(Duration.ofMinutes(10));
            site.restrictVisibly(page);
            site.edit(page, "<p>secret</p>");
            RunReport run = kbsync.changes();

            assertThat(kbsync.files())
                    .noneMatch(path -> path.contains(file) || path.contains(page));
            assertThat(run.total().removed()).isEqualTo(2);
            assertThat(balances(run)).isTrue();
            RunReport full = kbsync.full();
            assertThat(full.total().skipped()).isEqualTo(2);
            assertThat(full.state()).isEqualTo(State.COMPLETE);
        }

        @Test
        void theySayWhoMayReadTheirPageWhereThatIsWanted() {
            String file = text("a.txt", "for few");
            site.restrictVisibly(page);
            Instance kbsync =
                    start(instance("text").set("kbsync.sites.demo.restricted", "include"));

            kbsync.changes();

            assertThat(kbsync.file(file))
                    .contains("restricted: true\nreaders_1:\n")
                    .contains(Accounts.OWN.accountId());
        }

        @Test
        void theyGoWhenTheSiteDoesNotWantThemAnyMore() {
            String file = text("a.txt", "x");
            Instance before = start("text");
            before.changes();
            before.close();
            Instance kbsync = start("list");

            RunReport run = kbsync.full();

            assertThat(run.total().removed()).isEqualTo(1);
            assertThat(kbsync.files()).noneMatch(path -> path.contains(file)).hasSize(2);
        }

        @Test
        void oneThatIsTooLargeIsListedAndNamed() {
            String large = text("large.txt", "x".repeat(3000));
            String small = text("small.txt", "y".repeat(500));
            Instance kbsync = start(instance("text").set("kbsync.attachments.max-size", "1KB"));

            RunReport run = kbsync.changes();

            assertThat(run.state()).isEqualTo(State.COMPLETE);
            assertThat(run.total().skipped()).isEqualTo(1);
            assertThat(run.census().warnings())
                    .singleElement()
                    .asString()
                    .contains("large.txt", large, "kbsync.attachments.max-size");
            assertThat(kbsync.file(page)).contains("large.txt");
            assertThat(kbsync.files())
                    .noneMatch(path -> path.contains(large))
                    .anyMatch(path -> path.contains(small));

            clock.advance(Duration.ofMinutes(10));
            site.replaceFile(small, new byte[5000]);
            kbsync.changes();
            assertThat(kbsync.files()).noneMatch(path -> path.contains(small));
        }

        @Test
        void hostileFilesFailForThemselvesOnly() {
            String locked =
                    site.attach(
                            page,
                            "locked.pdf",
                            SampleFiles.PDF,
                            SampleFiles.encryptedPdf("Never seen"));
            String bomb = site.attach(page, "bomb.docx", SampleFiles.DOCX, SampleFiles.zipBomb());
            String good = text("good.txt", "fine");
            Instance kbsync = start("text");

            RunReport run = kbsync.changes();

            assertThat(run.state()).isEqualTo(State.COMPLETE);
            assertThat(run.total().delivered()).isEqualTo(3);
            assertThat(run.total().failed()).isEqualTo(2);
            assertThat(balances(run)).isTrue();
            assertThat(kbsync.file(good)).contains("fine");
            assertThat(kbsync.file(page)).contains("locked.pdf", "bomb.docx");
            assertThat(kbsync.bean(FailureReview.class).of(site.site().cloudId()))
                    .extracting(failure -> failure.contentId() + " " + failure.stage())
                    .containsExactlyInAnyOrder(locked + " fetch", bomb + " fetch");
            assertThat(kbsync.bean(FailureReview.class).of(site.site().cloudId()))
                    .anyMatch(failure -> failure.reason().contains("encrypted"));

            // Replaced by a good one, it comes with the next try.
            clock.advance(Duration.ofMinutes(10));
            site.replaceFile(locked, SampleFiles.pdf("At last"));
            kbsync.changes();
            assertThat(kbsync.file(locked)).contains("At last");
        }

        @Test
        void oneThatTakesTooLongOrTooMuchMemoryFails() {
            String file = text("a.txt", "x");
            Instance kbsync = start(instance("text").set("kbsync.attachments.timeout", "1ms"));

            RunReport run = kbsync.changes();

            assertThat(run.total().failed()).isEqualTo(1);
            assertThat(kbsync.bean(FailureReview.class).of(site.site().cloudId()))
                    .singleElement()
                    .satisfies(
                            failure -> {
                                assertThat(failure.contentId()).isEqualTo(file);
                                assertThat(failure.reason()).contains("takes longer");
                            });
        }

        @Test
        void aFailedOneIsTriedAgainByItself() {
            String file = text("a.txt", "x");
            fault(FaultKind.UNAVAILABLE, "download");
            Instance kbsync = start("text");
            assertThat(kbsync.changes().total().failed()).isEqualTo(1);

            atlassian.control().clearFaults();
            clock.advance(Duration.ofMinutes(10));
            RunReport run = kbsync.changes();

            assertThat(kbsync.file(file)).endsWith("x\n```\n");
            assertThat(balances(run)).isTrue();
            assertThat(kbsync.bean(FailureReview.class).of(site.site().cloudId())).isEmpty();
        }

        @Test
        void thatTheyMayNotBeDownloadedIsSaidOnce() {
            for (int i = 0; i < 60; i++) {
                page = site.addPage("ENG", "Page " + i, "<p>x</p>");
                text("file-" + i + ".txt", "x");
            }
            fault(FaultKind.MISSING_SCOPE, "download");
            Instance kbsync = start("text");

            RunReport run = kbsync.changes();

            assertThat(run.state()).isEqualTo(State.COMPLETE);
            assertThat(run.total().delivered()).isEqualTo(62);
            assertThat(run.census().warnings())
                    .singleElement()
                    .asString()
                    .contains("text of attachments is left out");
            assertThat(kbsync.file(page)).contains("file-59.txt");
        }

        @Test
        void whatWasDeliveredStaysWhenTheyMayNotBeDownloadedAnyMore() {
            String same = text("same.txt", "same");
            String changed = text("changed.txt", "before");
            Instance kbsync = start("text");
            kbsync.changes();

            fault(FaultKind.MISSING_SCOPE, "download");
            clock.advance(Duration.ofHours(2));
            site.replaceFile(changed, "after".getBytes(UTF_8));
            RunReport run = kbsync.full();

            assertThat(run.state()).isEqualTo(State.COMPLETE);
            assertThat(run.total().removed()).isZero();
            assertThat(run.total().failed()).isZero();
            assertThat(run.total().skipped()).isEqualTo(1);
            assertThat(run.census().warnings()).hasSize(1);
            assertThat(kbsync.file(same)).contains("same");
            assertThat(kbsync.file(changed)).contains("before");
        }

        @Test
        void thatTheyMayNotBeSearchedForIsSaidOnce() {
            text("a.txt", "x");
            fault(FaultKind.MISSING_SCOPE, "attachment");
            Instance kbsync = start("text");

            RunReport run = kbsync.changes();

            assertThat(run.state()).isEqualTo(State.COMPLETE);
            assertThat(run.census().warnings())
                    .singleElement()
                    .asString()
                    .contains("Attachments are left out");
        }

        @Test
        void anOutageTakesNoneOut() {
            String file = text("a.txt", "kept");
            Instance kbsync = start("text");
            kbsync.changes();
            fault(FaultKind.BAD_GATEWAY, "attachment");

            assertThat(kbsync.full().state()).isEqualTo(State.INCOMPLETE);
            assertThat(kbsync.file(file)).contains("kept");
        }

        @Test
        void whatARunDoesIsPlanned() {
            text("a.txt", "x");
            text("large.txt", "x".repeat(2000));
            Instance kbsync = start(instance("text").set("kbsync.attachments.max-size", "1KB"));
            List<Step> steps = new ArrayList<>();

            Plan.Result planned =
                    kbsync.bean(RunStarter.class).plan("demo", RunKind.CHANGES, false, steps::add);
            assertThat(kbsync.files()).isEmpty();
            RunReport run = kbsync.changes();

            assertThat(steps).extracting(Step::verb).containsOnlyOnce(Verb.SKIP).hasSize(4);
            assertThat(planned.report().spaces()).isEqualTo(run.spaces());
            // What is asked once an hour is asked by whoever comes first.
            assertThat(planned.report().usage().points() - run.usage().points()).isBetween(0L, 5L);
        }

        @Test
        void manyPagesCostOneRequestForTheirFiles() {
            for (int i = 0; i < 98; i++) {
                page = site.addPage("ENG", "Page " + i, "<p>x</p>");
                if (i % 10 == 0) {
                    text("a.txt", "x");
                }
            }
            Instance kbsync = start("list");

            assertThat(kbsync.changes().usage().requests())
                    .isLessThanOrEqualTo(by().equals("search") ? 6 : 14);
        }
    }
}
