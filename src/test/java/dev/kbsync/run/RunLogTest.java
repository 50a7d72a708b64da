package dev.kbsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.history.RunLog;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.TestPages;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The log names pages and reasons, once each, and sums up what repeats. */
class RunLogTest {

    @TempDir private Path folder;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(RunLog.class);
    private TestDatabase database;
    private Ledgers ledgers;

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite(folder);
        ledgers = new Ledgers(database);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void close() {
        logger.detachAppender(lines);
        database.close();
    }

    @Test
    void aFailedPageIsNamedWithItsReasonAndOneFaultOfManyIsSummedUp() {
        PageRef[] pages =
                IntStream.range(0, 20)
                        .mapToObj(i -> TestPages.page(Integer.toString(1000 + i)))
                        .toArray(PageRef[]::new);
        Run run = ledgers.run(RunKind.FULL, Leg.whole("ENG", true));
        List<PageWork> works = ledgers.decide(run, pages);

        ledgers.ledger.record(
                run,
                works.stream()
                        .map(
                                work ->
                                        Outcome.failed(
                                                work,
                                                "deliver",
                                                "no room for\n" + work.ref().contentId()))
                        .toList());
        run.log().sumUp("acme");

        assertThat(messages()).hasSize(6);
        assertThat(messages().get(0))
                .startsWith("acme: ENG \"")
                .endsWith("(1000) failed (deliver): no room for 1000");
        assertThat(messages().get(5))
                .isEqualTo("acme: 15 more pages failed (deliver): no room for …");
    }

    @Test
    void aFailedPageThatChangedIsCountedOnce() {
        PageRef page = TestPages.page("1000");
        Run run =
                ledgers.run(
                        RunKind.CHANGES,
                        new Leg.Changes(List.of("ENG"), Instant.EPOCH, Instant.EPOCH),
                        new Leg.Retry(List.of("1000")));

        assertThat(ledgers.decide(run, page)).hasSize(1);
        assertThat(ledgers.decide(run, page)).as("the list of what failed before").isEmpty();
        assertThat(run.tally("ENG").listed()).isEqualTo(1);
    }

    private List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
