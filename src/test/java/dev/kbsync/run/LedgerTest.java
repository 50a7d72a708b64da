package dev.kbsync.run;

import static dev.kbsync.run.Ledgers.outcome;
import static dev.kbsync.run.Ledgers.site;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.database.TestDatabase;
import dev.kbsync.history.Tally;
import dev.kbsync.ledger.ConfirmedDocument;
import dev.kbsync.ledger.FormerSinks.FormerSink;
import dev.kbsync.ledger.PersonStore;
import dev.kbsync.page.Census;
import dev.kbsync.page.Census.Treatment;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageLinks.ById;
import dev.kbsync.page.PageLinks.Included;
import dev.kbsync.page.PageLinks.Made;
import dev.kbsync.page.PageOutcome;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.page.Person;
import dev.kbsync.page.TestPages;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @Nested
    class OnSqlite extends OnADatabase {
        @Override
        TestDatabase open(Path folder) {
            return TestDatabase.sqlite(folder);
        }
    }

    @Nested
    class OnPostgres extends OnADatabase {
        @Override
        TestDatabase open(Path folder) {
            return TestDatabase.postgres(folder);
        }
    }

    abstract static class OnADatabase {

        private static final Leg WHOLE = Leg.whole("ENG", true);

        @TempDir private Path folder;
        private TestDatabase database;
        private Ledgers ledgers;
        private final PageRef page = TestPages.page("42");
        private final Site site = site("file", "http");

        abstract TestDatabase open(Path folder);

        @BeforeEach
        void open() {
            database = open(folder);
            ledgers = new Ledgers(database);
        }

        @AfterEach
        void close() {
            database.close();
        }

        /** Idempotency keys depend on it: the same as long as something is tried, and no longer. */
        @Test
        void aDocumentThatComesBackIsToldAtAnotherTime() {
            long first = told(page);
            assertThat(told(page)).as("tried again").isEqualTo(first);
            ledgers.store.delivered(
                    List.of(new ConfirmedDocument(page, "a.md", List.of("http"), "f", List.of())),
                    "run");
            long delivered = ledgers.store.lastTold(page, "http");
            ledgers.store.removed(page, site.sinks());

            assertThat(List.of(first, delivered, told(page))).doesNotHaveDuplicates();
        }

        private long told(PageRef ref) {
            ledgers.clock.advance(Duration.ofMinutes(5));
            decide(ref);
            return ledgers.store.lastTold(ref, "http");
        }

        @Test
        void aTitleThatNotEveryDatabaseTakesIsWrittenDownWithoutThat() {
            PageRef odd = TestPages.titled(page, "a\0b \ud800 \ud83d\ude00");
            decide(odd);
            ledgers.store.delivered(
                    List.of(new ConfirmedDocument(odd, "a.md", List.of("http"), "f", List.of())),
                    "run");
            new PersonStore(database.jdbc(), ledgers.links)
                    .learn(List.of(new Person("a1", "A\0nn")));

            assertThat(ledgers.pages.find(page, new ById("42")))
                    .hasValueSatisfying(
                            known -> assertThat(known.title()).isEqualTo("ab \ufffd \ud83d\ude00"));
        }

        @Test
        void aNewPageGoesToEverySink() {
            PageWork work = decide(page);

            assertThat(work.verdict()).isEqualTo(Verdict.UPSERT);
            assertThat(work.sinks()).containsExactly("file", "http");
            assertThat(work.path()).isEqualTo("acme/ENG/Page-42-42.md");
            assertThat(work.formerPaths()).isEmpty();
        }

        @Test
        void aRunAddsUpWhatItsPagesHold() {
            Run run = ledgers.run(RunKind.FULL, WHOLE);
            List<PageWork> works = ledgers.decide(run, page, TestPages.page("43"));

            ledgers.ledger.record(run, List.of(met(works.get(0), "bad tag")));
            ledgers.ledger.record(run, List.of(met(works.get(1), "x", "y")));

            Census kept = ledgers.runs.find(run.getId()).orElseThrow().census();
            assertThat(kept).isEqualTo(run.census());
            assertThat(kept.pages()).isEqualTo(Map.of("jira", 2, "<p>", 2));
            assertThat(kept.counts().get("jira")).isEqualTo(Map.of(Treatment.NAMED, 6));
            assertThat(kept.warnings()).first().isEqualTo("ENG \"Page 42\" (42): bad tag");
            assertThat(kept.warnings()).hasSize(3);
        }

        @Test
        void aRunKeepsTheFirstWarningsAndCountsTheOthers() {
            Run run = ledgers.run(RunKind.FULL, WHOLE);
            PageWork work = ledgers.decide(run, page).get(0);
            String[] many = Collections.nCopies(70, "bad").toArray(String[]::new);

            ledgers.ledger.record(run, List.of(met(work, many)));
            ledgers.ledger.record(run, List.of(met(work, many)));

            Census kept = ledgers.runs.find(run.getId()).orElseThrow().census();
            assertThat(kept).isEqualTo(run.census());
            assertThat(kept.warnings()).hasSize(Census.MOST_WARNINGS);
            assertThat(kept.furtherWarnings()).isEqualTo(40);
        }

        private Outcome met(PageWork work, String... warnings) {
            SortedMap<String, SortedMap<Treatment, Integer>> counts = new TreeMap<>();
            counts.put("jira", new TreeMap<>(Map.of(Treatment.NAMED, 3)));
            counts.put("<p>", new TreeMap<>(Map.of(Treatment.RENDERED, 2)));
            Census census = new Census(counts, List.of(warnings));
            return new Outcome(work, Outcome.Kind.DELIVERED, "", "", Map.of(), census);
        }

        @Test
        void aPageThatEverySinkHasIsUnchanged() {
            ledgers.deliver(site, page);

            assertThat(decide(page).verdict()).isEqualTo(Verdict.UNCHANGED);
            assertThat(decide(TestPages.version(page, 2)).verdict()).isEqualTo(Verdict.UPSERT);
        }

        @Test
        void aPageWhoseVersionsWereRenumberedHasChanged() {
            ledgers.deliver(site, TestPages.version(page, 5));

            PageRef renumbered = TestPages.renumbered(TestPages.version(page, 5), 3);
            assertThat(decide(renumbered).verdict()).isEqualTo(Verdict.UPSERT);
            PageRef another = TestPages.renumbered(TestPages.version(page, 8), 5);
            assertThat(decide(another).verdict()).isEqualTo(Verdict.UPSERT);
        }

        @Test
        void aSinkThatFailedIsTheOnlyOneToldAgain() {
            Run run = run();
            record(run, decide(run, page), Map.of("http", "down"));

            assertThat(decide(page).sinks()).containsExactly("http");
        }

        @Test
        void aSinkAddedLaterGetsWhatTheOthersHave() {
            ledgers.deliver(site("file"), page);

            assertThat(decide(page).sinks()).containsExactly("http");
        }

        @Test
        void aRenamedPageNamesTheFileItLeaves() {
            ledgers.deliver(site, page);

            PageWork work = decide(TestPages.titled(page, "New name"));

            assertThat(work.path()).isEqualTo("acme/ENG/New-name-42.md");
            assertThat(work.formerPaths()).containsExactly("acme/ENG/Page-42-42.md");
        }

        @Test
        void aCrashBetweenDeliveryAndRecordLeavesNoUnknownFile() {
            ledgers.deliver(site, page);
            decide(TestPages.titled(page, "Second")); // delivered, never recorded

            PageWork work = decide(TestPages.titled(page, "Third"));

            assertThat(work.sinks()).containsExactly("file", "http");
            assertThat(work.formerPaths())
                    .containsExactlyInAnyOrder("acme/ENG/Page-42-42.md", "acme/ENG/Second-42.md");
        }

        @Test
        void formerFilesAreForgottenOnceEverySinkHasTheNewOne() {
            ledgers.deliver(site, page);
            Run half = run();
            PageRef renamed = TestPages.titled(page, "Second");
            record(half, decide(half, renamed), Map.of("http", "down"));
            assertThat(decide(renamed).formerPaths()).containsExactly("acme/ENG/Page-42-42.md");

            ledgers.deliver(site, renamed);

            assertThat(decide(TestPages.version(renamed, 2)).formerPaths()).isEmpty();
        }

        @Test
        void aSinkThatMovedGetsEverythingAndKnowsItsOldDocumentsWhenItIsBack() {
            PageRef restricted = TestPages.access(page, Access.RESTRICTED);
            moved("a");
            ledgers.deliver(site, page);
            moved("b");

            assertThat(ledgers.store.doubted(page.cloudId(), site.sinks(), List.of()))
                    .containsExactly("42");
            assertThat(decide(page).sinks()).containsExactly("file");
            assertThat(decide(page).ownPaths()).isEmpty();
            ledgers.deliver(site, page);
            ledgers.deliver(site, restricted);
            assertThat(decide(restricted).verdict()).isEqualTo(Verdict.SKIP);

            moved("a");
            PageWork work = decide(restricted);
            assertThat(work.verdict()).isEqualTo(Verdict.REMOVE);
            assertThat(work.sinks()).containsExactly("file");
            assertThat(work.ownPaths()).containsExactly("acme/ENG/Page-42-42.md");
        }

        @Test
        void aSinkWithAnotherProfileGetsEverythingAgainInTheSamePlace() {
            moved("a");
            ledgers.deliver(site, page);
            moved("a/hug");

            assertThat(ledgers.store.doubted(page.cloudId(), site.sinks(), List.of()))
                    .containsExactly("42");
            assertThat(decide(page).sinks()).containsExactly("file");
            assertThat(decide(page).ownPaths()).as("of the other profile").isEmpty();
            ledgers.deliver(site, page);
            assertThat(decide(page).verdict()).isEqualTo(Verdict.UNCHANGED);

            moved("b");
            ledgers.deliver(site, TestPages.access(page, Access.RESTRICTED));
            moved("a");
            PageWork work = decide(TestPages.access(page, Access.RESTRICTED));
            assertThat(work.verdict())
                    .as("what lies in the place is known")
                    .isEqualTo(Verdict.REMOVE);
            assertThat(work.ownPaths()).containsExactly("acme/ENG/Page-42-42.md");
        }

        private void moved(String place) {
            ledgers.targets.places.put("file", place);
            ledgers.effects.begin(ledgers.run(site, RunKind.CHANGES, false), site, List.of());
        }

        @Test
        void sinksThatAreSwitchedOffAreToldWithWhatTheyHold() {
            ledgers.deliver(site("chroma", "file", "http"), page, TestPages.page("43"));
            ledgers.deliver(site("file", "s3"), TestPages.page("44"));

            assertThat(ledgers.former.of(site("file", "http")))
                    .containsExactly(new FormerSink("chroma", 2), new FormerSink("s3", 1));
            assertThat(ledgers.former.of(site("chroma", "file", "http", "s3"))).isEmpty();
            assertThat(ledgers.former.of(site())).hasSize(4);
        }

        @Test
        void aDocumentThatASinkLostIsDeliveredAgain() {
            ledgers.deliver(site, page);
            ledgers.targets.lost.add("file acme/ENG/Page-42-42.md");

            assertThat(decide(page).sinks()).containsExactly("file");
        }

        @Test
        void aPageThatTheRoutesLetGoIsSkippedUntilItChanges() {
            Run run = run();
            ledgers.ledger.record(
                    run, List.of(PageOutcome.letGo(ledgers.decide(run, page).get(0))));

            assertThat(decide(page).verdict()).isEqualTo(Verdict.SKIP);
            assertThat(decide(page).reason()).isEqualTo(PageOutcome.LET_GO);
            assertThat(ledgers.pages.find(page, new ById("42"))).isEmpty();
            assertThat(decide(TestPages.version(page, 2)).verdict()).isEqualTo(Verdict.UPSERT);
        }

        @Test
        void aDocumentThatTheRoutesLetGoLaterStaysKnown() {
            ledgers.deliver(site, page);
            PageRef edited = TestPages.version(page, 2);
            Run run = run();
            ledgers.ledger.record(
                    run, List.of(PageOutcome.letGo(ledgers.decide(run, edited).get(0))));

            assertThat(decide(edited).verdict()).isEqualTo(Verdict.SKIP);
            assertThat(ledgers.store.doubted(page.cloudId(), site.sinks(), List.of())).isEmpty();
            assertThat(decide(TestPages.access(edited, Access.RESTRICTED)).sinks())
                    .containsExactly("file", "http");
        }

        @Test
        void aRestrictedPageIsSkippedAndTakenBackIfItWasDelivered() {
            PageRef restricted = TestPages.access(page, Access.RESTRICTED);
            PageRef unknown = TestPages.access(page, Access.UNKNOWN);

            assertThat(decide(restricted).verdict()).isEqualTo(Verdict.SKIP);
            assertThat(decide(unknown).verdict()).isEqualTo(Verdict.SKIP);
            ledgers.deliver(site, page);
            assertThat(decide(restricted).verdict()).isEqualTo(Verdict.REMOVE);
            assertThat(decide(unknown).sinks()).containsExactly("file", "http");
        }

        @Test
        void aPageThatMovedOutOfTheChosenSpacesIsTakenBack() {
            ledgers.deliver(site, page);

            PageWork work = decide(TestPages.in(page, "HR"));

            assertThat(work.verdict()).isEqualTo(Verdict.REMOVE);
            assertThat(work.formerPaths()).containsExactly("acme/ENG/Page-42-42.md");
        }

        @Test
        void whatIsConfirmedToBeGoneIsRemovedAndForgotten() {
            ledgers.deliver(site, page, TestPages.page("43"));
            Run run = ledgers.run(site, RunKind.FULL, false, new Leg.Confirm(List.of("42", "43")));

            List<PageWork> works = ledgers.decide(run, TestPages.page("43"));

            assertThat(works)
                    .extracting(PageWork::verdict)
                    .containsExactly(Verdict.UNCHANGED, Verdict.REMOVE);
            assertThat(works.get(1).listed()).isFalse();
            record(run, works, Map.of());
            assertThat(ledgers.store.count(TestPages.CLOUD)).isEqualTo(1);
            assertThat(run.tally("ENG")).isEqualTo(new Tally(1, 0, 1, 0, 0, 1, 0));
        }

        @Test
        void aRemovalThatASinkRefusesIsTriedAgain() {
            ledgers.deliver(site, page);
            Run run = ledgers.run(site, RunKind.FULL, false, new Leg.Confirm(List.of("42")));
            record(run, ledgers.decide(run), Map.of("http", "down"));

            Run next = ledgers.run(site, RunKind.FULL, false, new Leg.Confirm(List.of("42")));

            assertThat(ledgers.decide(next))
                    .singleElement()
                    .extracting(PageWork::sinks)
                    .isEqualTo(List.of("http"));
            assertThat(run.tally("ENG").unremoved()).isEqualTo(1);
        }

        @Test
        void aPageListedTwiceCountsOnceByItsNewerVersion() {
            Run run = run();

            List<PageWork> works = ledgers.decide(run, TestPages.version(page, 2), page);

            assertThat(works).singleElement().extracting(work -> work.ref().version()).isEqualTo(2);
            assertThat(run.tally("ENG").listed()).isEqualTo(1);
        }

        /** Its versions were numbered anew between the two. */
        @Test
        void theNewerVersionIsTheOneThatWasSavedLater() {
            PageRef newer = TestPages.renumbered(TestPages.version(page, 7), 4);

            assertThat(ledgers.decide(run(), newer, TestPages.version(page, 6)))
                    .singleElement()
                    .extracting(work -> work.ref().version())
                    .isEqualTo(4);
        }

        @Test
        void aRunBalancesOnlyOnceEveryPageHasItsOutcome() {
            Run run = run();
            List<PageWork> works = ledgers.decide(run, page, TestPages.page("43"));

            record(run, works.subList(0, 1), Map.of());
            assertThat(run.tally("ENG").balances()).isFalse();
            record(run, works.subList(1, 2), Map.of("file", "down"));
            assertThat(run.tally("ENG").balances()).isTrue();
            assertThat(run.tally("ENG")).isEqualTo(new Tally(2, 1, 0, 0, 1, 0, 0));
        }

        @Test
        void aFailedPageIsTriedAgainAtGrowingDistanceUntilItWorks() {
            fail(page);
            assertThat(ledgers.failures.due(TestPages.CLOUD)).isEmpty();
            ledgers.clock.advance(Duration.ofMinutes(5));
            assertThat(ledgers.failures.due(TestPages.CLOUD)).containsExactly("42");

            fail(page);
            ledgers.clock.advance(Duration.ofMinutes(9));
            assertThat(ledgers.failures.due(TestPages.CLOUD)).isEmpty();
            ledgers.clock.advance(Duration.ofMinutes(1));
            assertThat(ledgers.failures.due(TestPages.CLOUD)).containsExactly("42");
            assertThat(ledgers.failureReview.of(TestPages.CLOUD))
                    .singleElement()
                    .satisfies(
                            failure -> {
                                assertThat(failure.attempts()).isEqualTo(2);
                                assertThat(failure.reason()).isEqualTo("a sink is down");
                            });

            ledgers.deliver(site, page);
            assertThat(ledgers.failureReview.of(TestPages.CLOUD)).isEmpty();
        }

        @Test
        void aFailedPageThatIsGoneIsNotTriedForEver() {
            fail(page);
            Run run = ledgers.run(RunKind.CHANGES, new Leg.Retry(List.of("42")));

            assertThat(ledgers.decide(run)).isEmpty();

            assertThat(ledgers.failureReview.of(TestPages.CLOUD)).isEmpty();
            assertThat(ledgers.store.unseen(TestPages.CLOUD, "later", List.of()))
                    .containsExactly("42");
        }

        @Test
        void aSpaceWithAHoleIsKnownByItsKeyInAnyCase() {
            ledgers.deliver(site, page);

            assertThat(ledgers.store.unseen(TestPages.CLOUD, "later", List.of("eNg"))).isEmpty();
        }

        @Test
        void balancesAreStoredByRunAndSpace() {
            Run run = ledgers.deliver(site, page, TestPages.page("43"));

            assertThat(ledgers.runs.find(run.getId()).orElseThrow().spaces())
                    .containsEntry("ENG", new Tally(2, 2, 0, 0, 0, 0, 0));
        }

        @Test
        void whatIsWithdrawnWinsInWhateverOrderTheOutcomesCome() {
            PageRef shared = TestPages.page("43");
            for (boolean hostFirst : List.of(true, false)) {
                ledgers.deliver(site, shared, page);
                Run run = run();
                List<PageWork> works =
                        ledgers.decide(
                                run,
                                TestPages.access(shared, Access.RESTRICTED),
                                TestPages.version(page, hostFirst ? 2 : 3));
                Outcome gone = outcome(works.get(0), Map.of());
                Outcome host = showing(works.get(1), shared, Map.of());

                ledgers.ledger.record(run, hostFirst ? List.of(host, gone) : List.of(gone, host));

                assertThat(ledgers.links.stale(TestPages.CLOUD)).containsExactly("42");
            }
        }

        @Test
        void whatIsWithdrawnWinsThoughASinkDoesNotLetGoOfIt() {
            PageRef shared = TestPages.page("43");
            ledgers.deliver(site, shared, page);
            Run run = run();
            List<PageWork> works =
                    ledgers.decide(
                            run,
                            TestPages.access(shared, Access.RESTRICTED),
                            TestPages.version(page, 2));

            ledgers.ledger.record(
                    run,
                    List.of(
                            outcome(works.get(0), Map.of("http", "down")),
                            showing(works.get(1), shared, Map.of())));

            assertThat(ledgers.links.stale(TestPages.CLOUD)).containsExactly("42");
        }

        @Test
        void aPageRenamedWhileADocumentWasMadeMakesItStale() {
            PageRef shared = TestPages.page("43");
            ledgers.deliver(site, shared, page);
            Run run = run();
            List<PageWork> works =
                    ledgers.decide(
                            run, TestPages.titled(shared, "Other"), TestPages.version(page, 2));

            ledgers.ledger.record(
                    run,
                    List.of(
                            outcome(works.get(0), Map.of()),
                            showing(works.get(1), shared, Map.of())));

            assertThat(ledgers.links.stale(TestPages.CLOUD)).containsExactly("42");
        }

        @Test
        void aSinkThatKeepsAnEarlierDocumentIsToldWhenWhatItShowsIsWithdrawn() {
            PageRef shared = TestPages.page("43");
            ledgers.deliver(site, shared);
            Run first = run();
            PageWork work = ledgers.decide(first, page).get(0);
            ledgers.ledger.record(first, List.of(showing(work, shared, Map.of("http", "down"))));
            // The other sink gets one without the page, which was restricted just then.
            Run second = run();
            PageWork again = ledgers.decide(second, page).get(0);
            assertThat(again.sinks()).containsExactly("http");
            ledgers.ledger.record(second, List.of(outcome(again, Map.of())));

            Run run = run();
            PageWork removal =
                    ledgers.decide(run, TestPages.access(shared, Access.RESTRICTED)).get(0);
            ledgers.ledger.record(run, List.of(outcome(removal, Map.of())));

            assertThat(ledgers.links.stale(TestPages.CLOUD)).containsExactly("42");
        }

        @Test
        void whatNobodyNoticedIsFoundByComparing() {
            PageRef shared = TestPages.page("43");
            ledgers.deliver(site, shared);
            Run run = run();
            PageWork work = ledgers.decide(run, page).get(0);
            ledgers.ledger.record(run, List.of(showing(work, shared, Map.of())));
            assertThat(ledgers.links.outdated(TestPages.CLOUD)).isEmpty();

            ledgers.store.removed(shared, site.sinks());

            assertThat(ledgers.links.stale(TestPages.CLOUD)).isEmpty();
            assertThat(ledgers.links.outdated(TestPages.CLOUD)).containsExactly("42");
        }

        /** The outcome of a document that shows another page. */
        private Outcome showing(PageWork work, PageRef shown, Map<String, String> problems) {
            Outcome told = outcome(work, problems);
            Made link =
                    new Made(
                            new Included(shown.space(), shown.title()),
                            PageLinks.state(shown, DocumentPath.DEFAULT),
                            false);
            return new Outcome(
                    work,
                    told.kind(),
                    told.stage(),
                    told.reason(),
                    told.sinks(),
                    List.of(link),
                    told.census());
        }

        private void fail(PageRef ref) {
            Run run = run();
            record(run, ledgers.decide(run, ref), Map.of("file", "down", "http", "down"));
        }

        private Run run() {
            return ledgers.run(site, RunKind.FULL, false, WHOLE);
        }

        private PageWork decide(PageRef ref) {
            Run run = run();
            return decide(run, ref).get(0);
        }

        private List<PageWork> decide(Run run, PageRef ref) {
            return ledgers.decide(run, ref);
        }

        private void record(Run run, List<PageWork> works, Map<String, String> problems) {
            List<Outcome> outcomes = works.stream().map(work -> outcome(work, problems)).toList();
            ledgers.ledger.record(run, outcomes);
        }
    }
}
