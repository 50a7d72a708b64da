package dev.kbsync.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScanTest {

    private final Leg eng = Leg.whole("ENG", true);
    private final Leg confirm = new Leg.Confirm(List.of("1", "2", "3"));

    @Test
    void legsAreListedOneAfterTheOther() {
        Scan scan = new Scan("acme", List.of(eng, confirm));

        scan.passed(page(eng, "next", "10"));
        assertThat(scan.position()).contains(new Scan.Position(eng, "", "next", 1));
        scan.passed(page(eng, null));
        assertThat(scan.position()).contains(new Scan.Position(confirm, "", null, 0));
        scan.passed(page(confirm, null));
        assertThat(scan.position()).isEmpty();
    }

    @Test
    void idsThatNeverCameAreAbsentOnTheLastPage() {
        Scan scan = new Scan("acme", List.of(confirm));

        assertThat(scan.passed(page(confirm, "next", "2")).absence().ids()).isEmpty();
        assertThat(scan.passed(page(confirm, null, "3")).absence().ids()).containsExactly("1");
    }

    @Test
    void aCursorThatComesTwiceIsAnError() {
        Scan scan = new Scan("acme", List.of(eng));
        scan.passed(page(eng, "again", "1"));

        assertThatThrownBy(() -> scan.passed(page(eng, "again", "2")))
                .hasMessageContaining("in a loop");
    }

    @Test
    void theSameCursorInAnotherLegIsFine() {
        Leg ops = Leg.whole("OPS", true);
        Scan scan = new Scan("acme", List.of(eng, ops));
        scan.passed(page(eng, "c", "1"));
        scan.passed(page(eng, null));

        scan.passed(page(ops, "c", "2"));

        assertThat(scan.position()).contains(new Scan.Position(ops, "", "c", 1));
    }

    @Test
    void aLegCanBeAddedAfterTheLastOneEnded() {
        Scan scan = new Scan("acme", List.of(eng));
        scan.passed(page(eng, null));

        scan.add(confirm);

        assertThat(scan.passed(page(confirm, null, "1", "2")).absence().ids()).containsExactly("3");
    }

    private static ResultPage page(Leg leg, @Nullable String cursor, String... ids) {
        return new ResultPage(
                leg,
                List.of(ids).stream().map(id -> new Listed(TestPages.page(id), null)).toList(),
                cursor);
    }
}
