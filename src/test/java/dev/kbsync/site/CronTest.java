package dev.kbsync.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CronTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void hoursAreMeantInTheZone() {
        Instant midnight = Instant.parse("2027-01-10T00:00:00Z");

        assertThat(new Cron("0 0 8 * * ?", BERLIN).next(midnight))
                .contains(Instant.parse("2027-01-10T07:00:00Z"));
        assertThat(new Cron("0 0 8 * * ?", ZoneOffset.UTC).next(midnight))
                .contains(Instant.parse("2027-01-10T08:00:00Z"));
    }

    @Test
    void runsEveryFiveMinutesDoNotPauseWhenTheClocksGoBack() {
        Cron cron = new Cron("0 0/5 * * * ?", BERLIN);
        Instant at = Instant.parse("2026-10-24T23:00:00Z");
        for (int firing = 0; firing < 48; firing++) {
            Instant next = cron.next(at).orElseThrow();
            assertThat(Duration.between(at, next)).isEqualTo(Duration.ofMinutes(5));
            at = next;
        }
    }

    @Test
    void theDefaultsMeetNoNightOfClockChangesAndNotEachOther() throws Exception {
        var defaults = new java.util.Properties();
        try (var shipped = CronTest.class.getResourceAsStream("/application.properties")) {
            defaults.load(shipped);
        }
        Cron changes = new Cron(defaults.getProperty("kbsync.schedule.changes"), BERLIN);
        Cron full = new Cron(defaults.getProperty("kbsync.schedule.full"), BERLIN);

        Instant before = Instant.parse("2027-03-27T12:00:00Z");
        assertThat(full.next(before).orElseThrow()).isBefore(before.plus(Duration.ofHours(24)));
        Instant fires = full.next(before).orElseThrow();
        assertThat(changes.next(fires.minusSeconds(1))).isNotEqualTo(full.next(before));
    }

    @Test
    void peopleReadTheNameOfTheZone() {
        assertThat(new Cron("0 0/5 * * * ?", ZoneOffset.UTC)).hasToString("0 0/5 * * * ? (UTC)");
        assertThat(new Cron("0 0/5 * * * ?", ZoneId.of("Europe/Berlin")))
                .hasToString("0 0/5 * * * ? (Europe/Berlin)");
    }

    @Test
    void anExpressionThatIsNoneHasNoNextStart() {
        assertThat(new Cron("every now and then", ZoneOffset.UTC).next(Instant.EPOCH)).isEmpty();
    }
}
