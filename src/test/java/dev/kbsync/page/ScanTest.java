package dev.kbsync.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
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

    @Test
    void listsOfOnePageOfResultsHaveMoreAndMoreAskedForBesideThem() {
        List<Leg> legs = IntStream.range(0, 9).mapToObj(i -> Leg.whole("S" + i, true)).toList();
        Scan scan = new Scan("acme", legs);
        assertThat(scan.next(5)).containsExactly(beginning(legs.get(0)));

        scan.passed(page(legs.get(0), null));
        assertThat(scan.next(5)).extracting(Scan.Position::leg).isEqualTo(legs.subList(1, 3));
        scan.passed(page(legs.get(1), null));
        assertThat(scan.next(5)).extracting(Scan.Position::leg).isEqualTo(legs.subList(2, 6));
        scan.passed(page(legs.get(2), null));
        assertThat(scan.next(5)).extracting(Scan.Position::leg).isEqualTo(legs.subList(3, 8));

        scan.passed(page(legs.get(3), "next"));
        assertThat(scan.next(5)).containsExactly(new Scan.Position(legs.get(3), "", "next", 1));
        scan.passed(page(legs.get(3), null));
        assertThat(scan.next(5)).as("after a longer one").hasSize(1);
    }

    @Test
    void whereOnlyOneWasWantedTheNumberGrowsFromOneAgain() {
        Scan scan = new Scan("acme", List.of(eng, Leg.whole("OPS", true), confirm));
        scan.passed(page(eng, null));

        assertThat(scan.next(1)).hasSize(1);
        assertThat(scan.next(5)).hasSize(1);
    }

    @Test
    void listsBesideBeginWhereTheyWereLeftAndHaveTheClauseOfAll() {
        Leg left = new Leg.Whole("OPS", true, "left");
        Scan scan = new Scan("acme", "label = a", List.of(confirm, eng, left));
        scan.passed(page(confirm, null));
        Scan.Position place = new Scan.Position(left, "label = a", "left", 0);

        assertThat(scan.next(2))
                .containsExactly(new Scan.Position(eng, "label = a", null, 0), place);
        scan.passed(page(eng, null));
        assertThat(scan.position()).contains(place);
    }

    @Test
    void aLegThatIsEndedEarlyNeedsNothingMore() {
        Leg ops = Leg.whole("OPS", true);
        Scan scan = new Scan("acme", List.of(eng, ops));
        CompletableFuture<Scan.Ahead> unwanted = new CompletableFuture<>();
        scan.putAhead(beginning(eng), unwanted);

        scan.finish(ops);
        assertThat(scan.position()).as("not its turn").contains(beginning(eng));
        scan.finish(eng);

        assertThat(scan.position()).contains(beginning(ops));
        assertThat(unwanted).isCancelled();
        assertThat(scan.allAhead()).isEmpty();
    }

    @Test
    void onlyTheNextPageOfResultsCountsAsAhead() {
        Leg ops = Leg.whole("OPS", true);
        Scan scan = new Scan("acme", List.of(eng, ops));
        CompletableFuture<Scan.Ahead> later = new CompletableFuture<>();
        scan.putAhead(beginning(ops), later);

        assertThat(scan.hasAhead()).isFalse();
        assertThat(scan.takeAhead()).isNull();
        scan.passed(page(eng, null));
        assertThat(scan.hasAhead()).isTrue();
        assertThat(scan.takeAhead()).isSameAs(later);
        assertThat(scan.takeAhead()).as("taken").isNull();

        scan.putAhead(beginning(ops), later);
        scan.cancelAhead();
        assertThat(scan.hasAhead()).isFalse();
        assertThat(later).isCancelled();
    }

    @Test
    void whatWasFetchedBeforeOthersWentFirstIsNotUsedAfterThem() {
        Scan scan = new Scan("acme", List.of(eng));
        scan.putAhead(beginning(eng), new CompletableFuture<>());

        scan.resumeAskingAhead();
        assertThat(scan.hasAhead()).as("nobody went first").isTrue();
        scan.stopAskingAhead();
        assertThat(scan.asksAhead()).isFalse();
        scan.resumeAskingAhead();

        assertThat(scan.hasAhead()).isFalse();
        assertThat(scan.asksAhead()).isTrue();
    }

    private static Scan.Position beginning(Leg leg) {
        return new Scan.Position(leg, "", null, 0);
    }

    private static ResultPage page(Leg leg, @Nullable String cursor, String... ids) {
        return new ResultPage(
                leg,
                List.of(ids).stream().map(id -> new Listed(TestPages.page(id), null)).toList(),
                cursor);
    }
}
