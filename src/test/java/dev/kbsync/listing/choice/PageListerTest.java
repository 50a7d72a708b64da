package dev.kbsync.listing.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Eventually;
import dev.kbsync.SettableClock;
import dev.kbsync.listing.AskedAhead;
import dev.kbsync.page.Leg;
import dev.kbsync.page.ListAnswer;
import dev.kbsync.page.Listed;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Scan;
import dev.kbsync.page.Scan.Position;
import dev.kbsync.page.TestPages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many lists are asked for at once, and that each answer is taken for its own list. */
class PageListerTest {

    private static final List<Leg> LEGS =
            IntStream.range(0, 8).mapToObj(i -> Leg.whole("S" + i, true)).toList();

    private final List<Position> asked = new CopyOnWriteArrayList<>();
    private final Scan scan = new Scan("acme", LEGS);
    private final SettableClock clock = new SettableClock();

    private PageLister lister(Function<Position, ResultPage> answers) {
        return new PageLister(
                (site, position) -> {
                    asked.add(position);
                    return answers.apply(position);
                },
                new AskedAhead(),
                4,
                clock);
    }

    private static ResultPage only(Position position) {
        return new ResultPage(position.leg(), List.of(), null);
    }

    @Test
    void shortListsAreAskedForSideBySide() {
        CyclicBarrier together = new CyclicBarrier(3);
        PageLister lister =
                lister(
                        position -> {
                            if (LEGS.subList(3, 6).contains(position.leg())) {
                                meet(together);
                            }
                            return only(position);
                        });

        for (Leg leg : LEGS) {
            assertThat(lister.next(scan)).isEqualTo(only(leg));
            assertThat(scan.allAhead()).hasSizeLessThanOrEqualTo(4);
        }

        assertThat(scan.position()).isEmpty();
        assertThat(asked).extracting(Position::leg).containsExactlyInAnyOrderElementsOf(LEGS);
    }

    private static ResultPage only(Leg leg) {
        return new ResultPage(leg, List.of(), null);
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the lists were not asked for at the same time", e);
        }
    }

    @Test
    void nothingIsAskedForBesideALongList() {
        PageLister lister =
                lister(
                        position ->
                                position.leg().equals(LEGS.get(0)) && position.passed() < 2
                                        ? new ResultPage(
                                                position.leg(), List.of(), "c" + position.passed())
                                        : only(position));

        for (int i = 0; i < 4; i++) {
            lister.next(scan);
        }

        // Others are still being asked for.
        assertThat(List.copyOf(asked).subList(0, 4))
                .containsExactly(
                        new Position(LEGS.get(0), "", null, 0),
                        new Position(LEGS.get(0), "", "c0", 1),
                        new Position(LEGS.get(0), "", "c1", 2),
                        new Position(LEGS.get(1), "", null, 0));
    }

    @Test
    void anAnswerThatMakesNoSenseEndsItsOwnListOnly() {
        PageLister lister =
                lister(
                        position -> {
                            if (position.leg().equals(LEGS.get(4))) {
                                throw new IllegalArgumentException("a row makes no sense");
                            }
                            return only(position);
                        });

        List<ListAnswer> answers = LEGS.stream().map(unused -> lister.next(scan)).toList();

        assertThat(answers).extracting(ListAnswer::leg).isEqualTo(LEGS);
        assertThat(answers)
                .filteredOn(ListAnswer.Broken.class::isInstance)
                .containsExactly(new ListAnswer.Broken(LEGS.get(4), "a row makes no sense"));
    }

    @Test
    void aListThatNeverEndsIsBrokenOffAtTheCursorThatCameBefore() {
        PageLister lister =
                lister(
                        position ->
                                position.leg().equals(LEGS.get(0))
                                        ? new ResultPage(position.leg(), List.of(), "again")
                                        : only(position));

        assertThat(lister.next(scan)).isInstanceOf(ResultPage.class);

        assertThat(lister.next(scan))
                .isInstanceOfSatisfying(
                        ListAnswer.Broken.class,
                        broken -> assertThat(broken.toString()).contains("in a loop"));
        assertThat(lister.next(scan)).isEqualTo(only(LEGS.get(1)));
    }

    /** The page of results before may have waited for quota. */
    @Test
    void whatWasAskedForLongBeforeItsTurnIsAskedForAgain() {
        PageLister lister = lister(PageListerTest::only);
        lister.next(scan);
        awaitAhead();
        clock.advance(Duration.ofMinutes(5));
        lister.next(scan);
        awaitAhead();
        assertThat(asked).extracting(Position::leg).doesNotHaveDuplicates();
        clock.advance(Duration.ofMinutes(5).plusMillis(1));

        lister.next(scan);

        assertThat(asked)
                .extracting(Position::leg)
                .filteredOn(LEGS.get(2)::equals)
                .as("by itself, as it is too old")
                .hasSize(2);
    }

    @Test
    void nothingIsAskedForAheadWhereOthersAreAboutToGoFirst() {
        PageLister lister = lister(PageListerTest::only);
        scan.stopAskingAhead();

        lister.next(scan);

        assertThat(scan.allAhead()).isEmpty();
        scan.resumeAskingAhead();
        lister.next(scan);
        assertThat(scan.allAhead()).isNotEmpty();
    }

    @Test
    void nothingIsAskedForAfterChangesThatAreOldEnough() {
        Instant since = TestPages.page("1").modifiedAt();
        Leg changes = new Leg.Changes(List.of("ENG"), since, since.plusSeconds(1));
        Scan listed = new Scan("acme", List.of(changes, LEGS.get(0)));
        PageLister lister =
                lister(
                        position ->
                                new ResultPage(
                                        position.leg(),
                                        List.of(new Listed(TestPages.page("1"), null)),
                                        "next"));

        lister.next(listed);

        assertThat(listed.allAhead()).isEmpty();
    }

    @Test
    void noMoreIsAskedForWhileMuchWaits() {
        String body = "x".repeat(9 << 20);
        PageLister lister =
                lister(
                        position ->
                                new ResultPage(
                                        position.leg(),
                                        List.of(new Listed(TestPages.page("1"), body)),
                                        null));
        lister.next(scan);
        awaitAhead();
        lister.next(scan);
        awaitAhead();

        assertThat(asked)
                .extracting(Position::leg)
                .containsExactlyInAnyOrderElementsOf(LEGS.subList(0, 3));
    }

    private void awaitAhead() {
        Eventually.assertThat(() -> scan.allAhead().stream().allMatch(Future::isDone));
    }
}
