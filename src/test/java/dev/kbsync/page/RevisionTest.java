package dev.kbsync.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RevisionTest {

    private static final Instant THEN = Instant.parse("2026-03-19T14:26:46.120Z");

    @Test
    void whatWasSavedLaterIsNewerWhateverItsNumber() {
        assertThat(Revision.of(3, THEN.plusSeconds(1))).isGreaterThan(Revision.of(5, THEN));
        assertThat(Revision.of(3, THEN)).isEqualTo(Revision.of(5, THEN));
    }

    /** A listing may tell the time in seconds only. */
    @Test
    void partsOfASecondDoNotCount() {
        assertThat(Revision.of(3, THEN.plusMillis(300))).isEqualTo(Revision.of(3, THEN));
    }

    @Test
    void whereTheTimeIsNotKnownTheNumberCountsAndAnyTimeIsNewer() {
        assertThat(Revision.of(5, Instant.EPOCH)).isEqualTo(5);
        assertThat(Revision.of(9_999_999, "")).isLessThan(Revision.of(1, THEN));
        assertThat(Revision.of(5, "yesterday")).isEqualTo(Revision.of(5, Instant.EPOCH));
    }

    @Test
    void timesOfSinksAreRead() {
        assertThat(Revision.of(5, THEN.toString())).isEqualTo(Revision.of(5, THEN));
    }
}
