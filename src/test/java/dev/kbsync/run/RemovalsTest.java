package dev.kbsync.run;

import static dev.kbsync.run.Ledgers.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.database.TestDatabase;
import dev.kbsync.page.Leg;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.Scan.Position;
import dev.kbsync.page.TestPages;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The threshold here is more than 2 documents and more than 20 percent. */
class RemovalsTest {

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
    void whatAWholeListingDidNotShowIsAskedForById() {
        ledgers.deliver(site("file"), pages(4));

        Run run = full(false, pages(2));

        assertThat(confirming(run)).containsExactly("3", "4");
        assertThat(run.isMore()).isTrue();
        assertThat(run.withholding().documents()).isZero();
    }

    @Test
    void ifEverythingWasShownTheRunIsOver() {
        ledgers.deliver(site("file"), pages(4));

        assertThat(full(false, pages(4)).isMore()).isFalse();
    }

    @Test
    void manyRemovalsWaitForAPerson() {
        ledgers.deliver(site("file"), pages(5));

        Run run = full(false, pages(2));
        assertThat(confirming(run)).containsExactly("3", "4", "5");

        assertThat(ledgers.decide(run, TestPages.page("5"))).hasSize(1);
        assertThat(run.withholding().documents()).isEqualTo(2);
    }

    @Test
    void aPersonCanAllowThem() {
        ledgers.deliver(site("file"), pages(5));

        Run run = full(true, pages(2));

        assertThat(confirming(run)).containsExactly("3", "4", "5");
        assertThat(run.withholding().documents()).isZero();
    }

    @Test
    void onlyThoseThatAPersonApprovedGo() {
        ledgers.deliver(site("file"), pages(6));
        ledgers.decide(full(false, pages(2)));
        assertThat(ledgers.review.approve(TestPages.CLOUD, List.of("3"))).isEqualTo(1);

        Run run = full(false, pages(2));

        assertThat(ledgers.decide(run))
                .extracting(work -> work.ref().contentId())
                .containsExactly("3");
        assertThat(run.withholding().documents()).isEqualTo(3);
    }

    @Test
    void whatAPersonSawAndDidNotApproveWaitsEvenIfItIsLittle() {
        ledgers.deliver(site("file"), pages(5));
        ledgers.decide(full(false, pages(2)));
        ledgers.review.approve(TestPages.CLOUD, List.of("3"));
        Run first = full(false, pages(2));
        ledgers.ledger.record(
                first,
                ledgers.decide(first).stream()
                        .map(work -> Ledgers.outcome(work, java.util.Map.of()))
                        .toList());

        Run next = full(false, pages(2));
        assertThat(ledgers.decide(next)).isEmpty();
        assertThat(next.withholding().documents()).isEqualTo(2);

        Run allowed = full(true, pages(2));
        assertThat(ledgers.decide(allowed)).hasSize(2);
    }

    @Test
    void manyThatAreAFewPercentDoNotWait() {
        ledgers.deliver(site("file"), pages(20));

        assertThat(confirming(full(false, pages(16)))).containsExactly("17", "18", "19", "20");
    }

    @Test
    void aRunForChangesRemovesNothing() {
        ledgers.deliver(site("file"), pages(3));
        Run run = ledgers.run(RunKind.CHANGES, Leg.whole("ENG", true));
        ledgers.decide(run);

        ledgers.removals.settle(run);

        assertThat(run.isMore()).isFalse();
    }

    @Test
    void aBrokenRunRemovesNothing() {
        ledgers.deliver(site("file"), pages(2));
        Run run = ledgers.run(RunKind.FULL, Leg.whole("ENG", true));
        ledgers.decide(run);
        run.breakOff("the network is gone");

        ledgers.removals.settle(run);

        assertThat(run.getScan().position()).isEmpty();
    }

    @Test
    void aStoppedRunRemovesNothing() {
        ledgers.deliver(site("file"), pages(2));
        Run run = ledgers.run(RunKind.FULL, Leg.whole("ENG", true));
        ledgers.decide(run);
        run.stop();

        ledgers.removals.settle(run);

        assertThat(run.getScan().position()).isEmpty();
    }

    @Test
    void aSpaceWhoseListHasAHoleLosesNothing() {
        ledgers.deliver(site("file"), pages(2));
        Run run = ledgers.run(RunKind.FULL, Leg.whole("ENG", true));
        ledgers.decide(run);
        run.breakSpace("ENG", "the list broke");

        ledgers.removals.settle(run);

        assertThat(run.getScan().position()).isEmpty();
    }

    @Test
    void theQuestionIsAskedOnce() {
        ledgers.deliver(site("file"), pages(4));
        Run run = full(false, pages(2));
        ledgers.decide(run, pages(4)); // They are there after all.

        ledgers.removals.settle(run);

        assertThat(run.isMore()).isFalse();
    }

    private Run full(boolean allowRemovals, PageRef... shown) {
        Run run = ledgers.run(site("file"), RunKind.FULL, allowRemovals, Leg.whole("ENG", true));
        ledgers.ledger.record(
                run,
                ledgers.decide(run, shown).stream()
                        .map(work -> Ledgers.outcome(work, java.util.Map.of()))
                        .toList());
        ledgers.removals.settle(run);
        return run;
    }

    private static List<String> confirming(Run run) {
        return run.getScan().position().map(Position::leg).map(Leg::ids).orElse(List.of());
    }

    private static PageRef[] pages(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(id -> TestPages.page(Integer.toString(id)))
                .toArray(PageRef[]::new);
    }
}
