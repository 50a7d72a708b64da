package dev.kbsync.listing.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Instance;
import dev.kbsync.SettableClock;
import dev.kbsync.listing.choice.ReachableSpaces.Sample;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.Sites;
import dev.kbsync.site.SpaceChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look into picked spaces counts before anything is synced. */
class ReachableSpacesIT {

    /** More than one query names. */
    private static final int SPACES = 60;

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private Simulator atlassian;
    private Instance kbsync;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
        SiteControl site = atlassian.control().site();
        for (int i = 0; i < SPACES; i++) {
            site.addSpace("T" + i, "Team " + i);
            site.addPage("T" + i, "Page of team " + i, "<p>p</p>");
            clock.advance(Duration.ofMinutes(1));
        }
        site.addSpace("OTHER", "Other");
        site.addPage("OTHER", "Other page", "<p>o</p>");
        kbsync =
                Instance.in(folder)
                        .clock(clock)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .start();
    }

    @AfterEach
    void stop() {
        kbsync.close();
        atlassian.close();
    }

    private Sample sample(String... words) {
        return kbsync.bean(ReachableSpaces.class)
                .sample(kbsync.bean(Sites.class).get("demo"), SpaceChoice.of(List.of(words)));
    }

    @Test
    void aPatternThatMatchesNoSpaceFindsNoPages() {
        assertThat(sample("ENG*").pages()).isZero();
        assertThat(sample("ENG*").newest()).isEmpty();
    }

    @Test
    void moreSpacesThanOneQueryNamesAreCountedAndNoOthers() {
        Sample sample = sample("T*");

        assertThat(sample.pages()).isEqualTo(SPACES);
        assertThat(sample.newest())
                .hasSize(10)
                .extracting(page -> page.ref().title())
                .startsWith("Page of team 59", "Page of team 58")
                .doesNotContain("Other page");
    }

    @Test
    void everySpaceIsCountedWhereAllAreWanted() {
        assertThat(sample("*").pages()).isEqualTo(SPACES + 1);
    }

    @Test
    void aSpaceThatIsWantedAndExceptedIsNotCounted() {
        assertThat(sample("T1", "T2", "!T2").pages()).isEqualTo(1);
    }
}
