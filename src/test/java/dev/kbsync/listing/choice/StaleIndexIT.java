package dev.kbsync.listing.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Instance;
import dev.kbsync.SettableClock;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Search leaves out what may not be seen any more, and may so send a page without rows. */
class StaleIndexIT {

    private final SettableClock clock = new SettableClock();

    @Test
    void anEmptyPageInTheMiddleIsNotTheEnd(@TempDir Path folder) {
        try (Simulator atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
                Instance kbsync =
                        Instance.in(folder)
                                .clock(clock)
                                .atlassian(atlassian)
                                .site(atlassian.sites().get(0))
                                .set("kbsync.listing.by", "search")
                                .set("kbsync.listing.limit", 3)
                                .set("kbsync.listing.limit-without-bodies", 3)
                                .start()) {
            SiteControl site = atlassian.control().site();
            site.addSpace("ENG", "Engineering");
            List<String> pages = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                clock.advance(Duration.ofMinutes(1));
                pages.add(site.addPage("ENG", "Page " + i, "<p>x</p>"));
            }
            kbsync.full();
            site.indexDelay(Duration.ofHours(1));
            pages.subList(0, 4).forEach(site::archive);

            RunReport report =
                    kbsync.bean(RunStarter.class).run(new RunRequest("demo", RunKind.FULL, true));

            assertThat(report.state()).isEqualTo(State.COMPLETE);
            assertThat(report.total().listed()).isEqualTo(8);
            assertThat(kbsync.files()).hasSize(8);
        }
    }

    /** Its number is that of the newer one, whose page was restricted meanwhile. */
    @Test
    void anOlderVersionIsNotTakenForANewerOneOfTheSameNumber(@TempDir Path folder) {
        try (Simulator atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
                Instance kbsync =
                        Instance.in(folder)
                                .clock(clock)
                                .atlassian(atlassian)
                                .site(atlassian.sites().get(0))
                                .set("kbsync.listing.by", "spaces")
                                .start()) {
            SiteControl site = atlassian.control().site();
            site.addSpace("ENG", "Engineering");
            String page = site.addPage("ENG", "Page", "<p>draft</p>");
            site.edit(page, "<p>open</p>");
            kbsync.full();
            site.indexDelay(Duration.ofHours(1));
            site.laggingRows(true);
            clock.advance(Duration.ofMinutes(1));

            site.edit(page, "<p>secret</p>");
            site.deleteVersion(page, 1);
            site.restrictVisibly(page);
            kbsync.full();

            assertThat(kbsync.files()).isEmpty();
        }
    }

    /** Labels, restrictions and places change without a new version, which tells nothing then. */
    @ParameterizedTest
    @CsvSource({"search,FULL", "spaces,FULL", "search,CHANGES", "spaces,CHANGES"})
    void rowsThatLagBehindInContentDoNoLastingHarm(String by, RunKind kind, @TempDir Path folder) {
        try (Simulator atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
                Instance kbsync =
                        Instance.in(folder)
                                .clock(clock)
                                .atlassian(atlassian)
                                .site(atlassian.sites().get(0))
                                .set("kbsync.listing.by", by)
                                .start()) {
            SiteControl site = atlassian.control().site();
            site.addSpace("ENG", "Engineering");
            String closed = site.addPage("ENG", "Closed", "<p>c</p>");
            String below = site.addPage("ENG", "Below", "<p>b</p>", closed);
            String labelled = site.addPage("ENG", "Labelled", "<p>l</p>");
            String moved = site.addPage("ENG", "Moved", "<p>m</p>");
            String edited = site.addPage("ENG", "Edited", "<p>old</p>");
            kbsync.full();
            site.indexDelay(Duration.ofHours(1));
            site.laggingRows(true);
            clock.advance(Duration.ofMinutes(1));
            site.restrictVisibly(closed);
            site.label(labelled, "fresh");
            site.move(moved, labelled);
            site.edit(edited, "<p>new</p>");
            kbsync.run("demo", kind);
            assertThat(kbsync.file(edited)).contains(by.equals("spaces") ? "new" : "old");

            clock.advance(Duration.ofHours(1));
            kbsync.run("demo", kind);

            assertThat(kbsync.files())
                    .hasSize(3)
                    .noneMatch(name -> name.contains(closed) || name.contains(below));
            assertThat(kbsync.file(labelled)).contains("fresh");
            assertThat(kbsync.file(moved)).contains("Labelled");
            assertThat(kbsync.file(edited)).contains("new");
            assertThat(kbsync.full().total().delivered()).isZero();
        }
    }
}
