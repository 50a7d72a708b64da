package dev.kbsync.run;

import static dev.kbsync.run.Ledgers.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.database.TestDatabase;
import dev.kbsync.page.Leg;
import dev.kbsync.page.TestPages;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegsTest {

    private static final Instant MARK = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir private Path folder;
    private TestDatabase database;
    private Ledgers ledgers;

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite(folder);
        ledgers = new Ledgers(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNewSpaceIsListedWholeWithBodies() {
        assertThat(legs(RunKind.CHANGES, "ENG", "OPS"))
                .containsExactly(Leg.whole("ENG", true), Leg.whole("OPS", true));
    }

    @Test
    void knownSpacesAreFollowedTogetherADayBeforeTheOldestWatermark() {
        mark("ENG", MARK);
        mark("OPS", MARK.plusSeconds(3600));

        assertThat(legs(RunKind.CHANGES, "ENG", "OPS", "NEW"))
                .containsExactly(
                        Leg.whole("NEW", true),
                        new Leg.Changes(
                                List.of("ENG", "OPS"),
                                MARK.minusSeconds(24 * 3600),
                                MARK.minusSeconds(3600)));
    }

    @Test
    void aFirstListThatWasCutOffGoesOnWhereItStopped() {
        ledgers.lists.begin(TestPages.CLOUD, "ENG", MARK, Ledgers.TAG.value());
        ledgers.lists.passed(TestPages.CLOUD, "ENG", "there");
        Leg since =
                new Leg.Changes(
                        List.of("ENG"), MARK.minusSeconds(24 * 3600), MARK.minusSeconds(3600));

        assertThat(legs(RunKind.CHANGES, "ENG"))
                .containsExactly(new Leg.Whole("ENG", true, "there"), since);
        assertThat(legs(RunKind.FULL, "ENG")).containsExactly(Leg.whole("ENG", true));

        ledgers.lists.passed(TestPages.CLOUD, "ENG", null);
        assertThat(legs(RunKind.CHANGES, "ENG")).containsExactly(since);
    }

    @Test
    void aListThatAnotherConverterOrLongAgoBeganIsBegunAnew() {
        ledgers.lists.begin(TestPages.CLOUD, "ENG", MARK, "older");
        ledgers.lists.passed(TestPages.CLOUD, "ENG", "there");
        assertThat(legs(RunKind.CHANGES, "ENG")).containsExactly(Leg.whole("ENG", true));

        ledgers.lists.begin(TestPages.CLOUD, "ENG", MARK, Ledgers.TAG.value());
        ledgers.lists.passed(TestPages.CLOUD, "ENG", "there");
        ledgers.clock.advance(Duration.ofDays(8));
        assertThat(legs(RunKind.CHANGES, "ENG")).containsExactly(Leg.whole("ENG", true));
    }

    @Test
    void aFullRunListsKnownSpacesWithoutBodies() {
        mark("ENG", MARK);
        ledgers.deliver(site("file"), TestPages.page("1"));

        assertThat(legs(RunKind.FULL, "ENG")).containsExactly(Leg.whole("ENG", false));
    }

    @Test
    void anotherConverterMeansEverythingAnew() {
        ledgers.watermarks.move(TestPages.CLOUD, "ENG", MARK, "older");

        assertThat(legs(RunKind.CHANGES, "ENG")).containsExactly(Leg.whole("ENG", true));
    }

    private List<Leg> legs(RunKind kind, String... spaces) {
        return ledgers.legs.of(kind, Ledgers.site("file"), List.of(spaces));
    }

    private void mark(String space, Instant at) {
        ledgers.watermarks.move(TestPages.CLOUD, space, at, Ledgers.TAG.value());
    }
}
