package dev.kbsync.confluence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockSkewTest {

    private final SettableClock clock = new SettableClock();
    private final ClockSkew skew = new ClockSkew(clock);

    private void hear(@Nullable String date) {
        skew.heard("acme", new Answer(200, name -> name.equals("Date") ? date : null, ""));
    }

    private String now(Duration later) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.ofInstant(clock.instant().plus(later), ZoneOffset.UTC));
    }

    @ParameterizedTest
    @CsvSource({
        "-PT49H, 2 days ahead of Confluence's",
        "-PT3H, 3 hours ahead of Confluence's",
        "PT11M, 11 minutes behind Confluence's",
        "PT40H, 40 hours behind Confluence's"
    })
    void aClockThatIsWrongIsToldWithItsRemedy(Duration there, String how) {
        hear(now(there));

        assertThat(skew.problem("acme"))
                .hasValueSatisfying(
                        sentence ->
                                assertThat(sentence)
                                        .startsWith("The clock of this host is " + how)
                                        .contains("set it right (NTP)"));
        assertThat(skew.problem("other")).isEmpty();
    }

    @Test
    void aFewMinutesDoNotMatter() {
        hear(now(Duration.ofMinutes(-9)));
        assertThat(skew.problem("acme")).isEmpty();
    }

    @Test
    void theLatestAnswerCounts() {
        hear(now(Duration.ofDays(3)));
        hear(null);
        assertThat(skew.problem("acme")).isPresent();
        hear(now(Duration.ZERO));
        assertThat(skew.problem("acme")).isEmpty();
        hear(now(Duration.ofDays(3)));
        hear("yesterday");
        assertThat(skew.problem("acme")).isEmpty();
    }
}
