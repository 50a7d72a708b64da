package dev.kbsync.ledger;

import static dev.kbsync.run.Ledgers.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.history.PageHistory;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.PageLinks.ById;
import dev.kbsync.page.PageLinks.ByTitle;
import dev.kbsync.page.PageLinks.Included;
import dev.kbsync.page.PageLinks.Made;
import dev.kbsync.page.PageLinks.Mentioned;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.Person;
import dev.kbsync.page.TestPages;
import dev.kbsync.run.Ledgers;
import dev.kbsync.run.Run;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A statement that looks through all rows of a site makes a run quadratic if it is done for each
 * page; SQLite, which knows no statistics here, falls into it easily.
 */
class LedgerQueriesTest {

    private static final Pattern STATEMENT =
            Pattern.compile("Executing prepared SQL \\w+ \\[(.*)]", Pattern.DOTALL);
    private static final Pattern ALL_ROWS =
            Pattern.compile("SCAN (ledger|person).*|.* \\(cloud_id=\\?\\)");

    private static final List<Made> LINKS =
            List.of(
                    new Made(new ById("43"), "", false),
                    new Made(new ByTitle("ENG", "Other"), "", false),
                    new Made(new Included("ENG", "Shown"), "", false),
                    new Made(new Mentioned("a1"), "", true));

    private final PageRef page = TestPages.page("42");

    @Test
    void whatIsDonePageByPageFindsItsRowsByMoreThanTheSite(@TempDir Path folder) {
        try (TestDatabase database = TestDatabase.sqlite(folder)) {
            Ledgers ledgers = new Ledgers(database);

            Set<String> statements = said(() -> deliverRenameAndRemove(ledgers));

            assertThat(statements)
                    .anyMatch(text -> text.startsWith("update ledger_link"))
                    .anyMatch(text -> text.startsWith("delete from ledger_page"))
                    .allSatisfy(
                            text ->
                                    assertThat(plan(database, text))
                                            .noneMatch(LedgerQueriesTest::isSlow));
        }
    }

    @Test
    void whatIsAskedAgainAndAgainFindsItsRowsByMoreThanTheSite(@TempDir Path folder) {
        try (TestDatabase database = TestDatabase.sqlite(folder)) {
            Ledgers ledgers = new Ledgers(database);
            PageHistory history = new PageHistory(database.jdbc());

            Set<String> statements =
                    said(
                            () -> {
                                ledgers.former.of(Ledgers.site("file"));
                                ledgers.store.doubted(TestPages.CLOUD, Set.of("file"), Set.of());
                                ledgers.store.inSink(TestPages.CLOUD, "file");
                                history.of("acme", "42", 20);
                            });

            assertThat(statements)
                    .hasSize(4)
                    .allSatisfy(
                            text ->
                                    assertThat(plan(database, text))
                                            .noneMatch(LedgerQueriesTest::isSlow)
                                            .noneMatch(step -> step.contains("(site=?)")));
        }
    }

    @Test
    void whatIsToBeDeliveredAgainIsFoundAmongWhatIsNot(@TempDir Path folder) {
        try (TestDatabase database = TestDatabase.sqlite(folder)) {
            Ledgers ledgers = new Ledgers(database);

            Set<String> statements =
                    said(() -> ledgers.store.doubted(TestPages.CLOUD, Set.of("file"), Set.of()));

            assertThat(plan(database, statements.iterator().next()))
                    .anyMatch(step -> step.contains("ledger_sink_doubted"));
        }
    }

    private void deliverRenameAndRemove(Ledgers ledgers) {
        record(ledgers, page);
        record(ledgers, page);
        record(ledgers, TestPages.titled(page, "New name"));
        record(ledgers, TestPages.access(page, Access.RESTRICTED));
        LINKS.forEach(link -> ledgers.pages.find(page, link.wanted()));
        ledgers.links.mentioning(new Person("a1", "Ann")).contentIds();
        ledgers.links.appearing(List.of(page), Map.of()).contentIds();
        ledgers.links.leadingTo(page).contentIds();
        ledgers.links.missing(List.of(page)).contentIds();
        ledgers.links.shownBy(page);
    }

    private static void record(Ledgers ledgers, PageRef ref) {
        Run run = ledgers.run(RunKind.FULL, Leg.whole("ENG", true));
        Outcome told = outcome(ledgers.decide(run, ref).get(0), Map.of());
        ledgers.ledger.record(
                run,
                List.of(
                        new Outcome(
                                told.work(),
                                told.kind(),
                                told.stage(),
                                told.reason(),
                                told.sinks(),
                                LINKS,
                                told.census())));
    }

    /** The statements that are not plain insertions. */
    private static Set<String> said(Runnable work) {
        Logger log = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        Level before = log.getLevel();
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        log.addAppender(said);
        log.setLevel(Level.DEBUG);
        log.setAdditive(false);
        try {
            work.run();
        } finally {
            log.setAdditive(true);
            log.setLevel(before);
            log.detachAppender(said);
        }
        Set<String> statements = new TreeSet<>();
        for (ILoggingEvent event : said.list) {
            Matcher statement = STATEMENT.matcher(event.getFormattedMessage());
            if (statement.matches() && !statement.group(1).startsWith("insert")) {
                statements.add(statement.group(1));
            }
        }
        return statements;
    }

    private static List<String> plan(TestDatabase database, String statement) {
        List<String> steps = new ArrayList<>();
        database.jdbc()
                .sql("explain query plan " + statement)
                .params(Collections.nCopies(count(statement), ""))
                .query(
                        row -> {
                            steps.add(row.getString("detail"));
                        });
        return steps;
    }

    private static int count(String statement) {
        return (int) statement.chars().filter(letter -> letter == '?').count();
    }

    private static boolean isSlow(String step) {
        return ALL_ROWS.matcher(step).matches();
    }
}
