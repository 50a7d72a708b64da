package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.history.RunReport;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.ledger.FailureReview.Failure;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.run.Runs;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Sites;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person decides about failures and withheld removals, on the console. */
class OperatorsIT {

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final KnowledgeBase sink = new KnowledgeBase();
    private final int port = ConsoleClient.freePort();
    private Simulator atlassian;
    private SiteControl site;
    private Instance kbsync;
    private ConsoleClient console;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        kbsync =
                Instance.in(folder)
                        .clock(clock)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .set("kbsync.deliver.to", "http")
                        .set("kbsync.deliver.http.url", sink.url())
                        .console(port)
                        .start();
        console = new ConsoleClient(port).login();
    }

    @AfterEach
    void stop() {
        kbsync.close();
        atlassian.close();
        sink.close();
    }

    @Test
    void aPageThatAlwaysFailsIsTriedAtGrowingDistanceAndHoldsNothingUp() {
        String bad = site.addPage("ENG", "Bad", "<p>x</p>");
        sink.refuse(bad);
        kbsync.changes();
        sink.takePut();
        int tries = 0;
        for (int run = 1; run <= 24; run++) {
            clock.advance(Duration.ofMinutes(5));
            String good = site.addPage("ENG", "Good " + run, "<p>x</p>");
            RunReport report = kbsync.changes();

            assertThat(report.state()).isEqualTo(RunReport.State.COMPLETE);
            assertThat(report.total().failed()).isPositive();
            var put = sink.takePut();
            assertThat(put).contains(good);
            tries += put.contains(bad) ? 1 : 0;
            assertThat(watermark()).isEqualTo(clock.instant());
        }
        // After 5, 15, 35 and 75 minutes.
        assertThat(tries).isEqualTo(4);
        assertThat(failures()).singleElement().extracting(Failure::attempts).isEqualTo(5);

        sink.accept(bad);
        assertThat(kbsync.full().good()).as("a full run tries everything").isTrue();
        assertThat(failures()).isEmpty();
    }

    @Test
    void aFailedPageIsTriedNowFromTheConsoleAndItsDeadLetterGoes() {
        String bad = site.addPage("ENG", "Bad <b>", "<p>x</p>");
        sink.refuse(bad);
        kbsync.changes();
        assertThat(letters()).hasSize(1);
        sink.accept(bad);
        sink.takePut();
        assertThat(kbsync.changes().good()).as("not before its time").isFalse();
        assertThat(sink.takePut()).isEmpty();

        Answer answer = submit("#failures tr form[action$=/retry]", Map.of());

        assertThat(answer.text()).contains("One page is tried again now.");
        Eventually.assertThat(() -> failures().isEmpty());
        assertThat(sink.takePut()).containsExactly(bad);
        assertThat(letters()).isEmpty();
        assertThat(console.get("/sites/demo").text()).doesNotContain("Failed pages");
    }

    @Test
    void aDismissedFailureStaysAwayUntilThePageChanges() {
        String bad = site.addPage("ENG", "Bad", "<p>x</p>");
        sink.refuse(bad);
        kbsync.changes();
        sink.takePut();

        Answer answer = submit("#failures tr form[action$=/dismiss]", Map.of());
        assertThat(answer.text()).contains("One failure is dismissed", "1 dismissed");
        clock.advance(Duration.ofHours(2));
        RunReport quiet = kbsync.changes();

        assertThat(quiet.good()).isTrue();
        assertThat(quiet.total().skipped()).isEqualTo(1);
        assertThat(sink.takePut()).isEmpty();
        assertThat(failures()).isEmpty();

        site.edit(bad, "<p>y</p>");
        assertThat(kbsync.changes().good()).isFalse();
        assertThat(failures()).singleElement().extracting(Failure::attempts).isEqualTo(2);
    }

    @Test
    void aDismissedFailureComesBackWithAFullRunOrWhenItIsAskedFor() {
        String bad = site.addPage("ENG", "Bad", "<p>x</p>");
        sink.refuse(bad);
        kbsync.changes();
        submit("#failures .row > form[action$=/dismiss]", Map.of());
        assertThat(failures()).isEmpty();

        kbsync.full();
        assertThat(failures()).hasSize(1);

        submit("#failures .row > form[action$=/dismiss]", Map.of());
        assertThat(failures()).isEmpty();
        sink.takePut();
        submit("#failures form[action$=/retry]:has(input[name=dismissed])", Map.of());
        Eventually.assertThat(() -> sink.takePut().contains(bad));
        idle();
        assertThat(failures()).singleElement().extracting(Failure::attempts).isEqualTo(3);
    }

    @Test
    void withheldRemovalsAreNamedAndAPersonDecidesPageByPage() {
        List<String> ids =
                IntStream.range(0, 60)
                        .mapToObj(i -> site.addPage("ENG", "Page " + i, "<p>" + i + "</p>"))
                        .toList();
        kbsync.changes();
        ids.subList(0, 40).forEach(site::trash);
        assertThat(kbsync.full().withheld()).isEqualTo(40);
        assertThat(sink.takeDeleted()).isEmpty();

        Answer page = console.get("/sites/demo");
        assertThat(page.text()).contains("40 documents wait to be removed");
        assertThat(page.page().select("#withheld table").text())
                .contains("Page 0 ENG it was deleted, archived or hidden");

        Map<String, String> selected = Map.of("selected", "true", "id", ids.get(3));
        console.submit(page, "#withheld .row > form[action$=/keep]", selected);
        assertThat(console.get("/sites/demo").text())
                .contains("39 documents wait to be removed", "1 kept by you");
        assertThat(kbsync.full().withheld()).isEqualTo(39);

        kbsync.bean(RunStarter.class).run(new RunRequest("demo", RunKind.FULL, true));
        assertThat(sink.takeDeleted()).hasSize(39).doesNotContain(ids.get(3));
        assertThat(withheld().count(cloudId(), false)).isZero();
        assertThat(withheld().of(cloudId(), true, 9))
                .extracting(WithheldReview.Withheld::contentId)
                .containsExactly(ids.get(3));
        assertThat(kbsync.full().total().removed()).isZero();

        submit("#withheld details > form[action$=/let-go]", Map.of());
        kbsync.full();
        assertThat(sink.takeDeleted()).containsExactly(ids.get(3));
        assertThat(console.get("/sites/demo").page().select("#withheld")).isEmpty();
    }

    @Test
    void aKeptPageThatComesBackIsAnOrdinaryOne() {
        List<String> ids =
                IntStream.range(0, 60)
                        .mapToObj(i -> site.addPage("ENG", "Page " + i, "<p>" + i + "</p>"))
                        .toList();
        kbsync.changes();
        ids.subList(0, 40).forEach(site::trash);
        kbsync.full();
        submit("#withheld .row > form[action$=/keep]", Map.of());
        assertThat(withheld().count(cloudId(), true)).isEqualTo(40);

        ids.subList(0, 40).forEach(site::restore);
        kbsync.full();
        assertThat(withheld().count(cloudId(), true)).isZero();
        site.trash(ids.get(0));
        assertThat(kbsync.full().total().removed()).isEqualTo(1);
    }

    @Test
    void aPreviewShowsWhatARunWouldDoAndOnlyTheConsoleCanStartOne() {
        String page = site.addPage("ENG", "<i>New</i>", "<p>x</p>");

        Answer shell = console.get("/sites/demo/preview?kind=full");
        assertThat(shell.text()).contains("What a full run would do now");
        String load = shell.page().select("#steps").attr("data-load");
        assertThat(console.get(load).status()).as("by a link from elsewhere").isEqualTo(404);
        String steps = console.fetch(load).text();

        assertThat(steps)
                .contains("1 to upsert", "upsert ENG <i>New</i> http", "A run now would cost");
        assertThat(sink.takePut()).isEmpty();
        assertThat(kbsync.full().total().delivered()).isEqualTo(1);
        assertThat(sink.takePut()).containsExactly(page);
        assertThat(console.get("/sites/demo/preview?kind=all").status()).isEqualTo(400);
    }

    @Test
    void aSinkThatLostItsDocumentsIsFilledAgainFromTheConsole() {
        String one = site.addPage("ENG", "One", "<p>1</p>");
        String two = site.addPage("ENG", "Two", "<p>2</p>");
        kbsync.full();
        sink.takePut();
        assertThat(kbsync.full().total().delivered()).isZero();

        Answer some = submit("form[action$=/redeliver]", Map.of("id", one));
        assertThat(some.text()).contains("One document is delivered again now.");
        assertPut(one);

        submit("form[action$=/redeliver]", Map.of("sink", "http", "space", "eng"));
        assertPut(one, two);
        assertThat(submit("form[action$=/redeliver]", Map.of("space", "NONE")).text())
                .contains("No such document was delivered yet.");
    }

    @Test
    void aSinglePageIsDeliveredAgainWhereItsSpaceIsLookedInto() {
        site.addPage("ENG", "One", "<p>1</p>");
        String two = site.addPage("ENG", "Two", "<p>2</p>");
        kbsync.full();
        sink.takePut();

        Element button =
                console.get("/sites/demo/spaces/ENG")
                        .page()
                        .expectFirst("button[form=again-page][aria-label='Deliver again: Two']");
        submit("form#again-page", Map.of(button.attr("name"), button.attr("value")));

        assertPut(two);
    }

    @Test
    void scriptsAskForDocumentsAgainToo() {
        String one = site.addPage("ENG", "One", "<p>1</p>");
        kbsync.full();
        sink.takePut();

        assertThat(console.basicPost("/api/sites/demo/redeliver?sink=http", Map.of()).body())
                .isEqualTo("{\"documents\":1,\"run\":\"started\"}");

        assertPut(one);
        assertThat(
                        console.basicPost(
                                        "/api/sites/demo/redeliver",
                                        Map.of("Sec-Fetch-Site", "cross-site"))
                                .statusCode())
                .isEqualTo(403);
        assertThat(console.basicPost("/api/sites/demo/redeliver?sink=none", Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(console.basicPost("/api/sites/other/redeliver", Map.of()).statusCode())
                .isEqualTo(404);
    }

    /** The sink gets these pages, and no others. */
    private void assertPut(String... pages) {
        Set<String> put = new TreeSet<>();
        Eventually.assertThat(
                () -> {
                    put.addAll(sink.takePut());
                    return put.size() >= pages.length;
                });
        idle();
        put.addAll(sink.takePut());
        assertThat(put).containsExactlyInAnyOrder(pages);
    }

    private Answer submit(String form, Map<String, String> fields) {
        return console.submit(console.get("/sites/demo"), form, fields);
    }

    private void idle() {
        Eventually.assertThat(() -> !kbsync.bean(Runs.class).inWork("demo"));
    }

    private List<Failure> failures() {
        return kbsync.bean(FailureReview.class).of(cloudId());
    }

    private WithheldReview withheld() {
        return kbsync.bean(WithheldReview.class);
    }

    private String cloudId() {
        return kbsync.bean(Sites.class).get("demo").knownCloudId();
    }

    private Instant watermark() {
        return Instant.ofEpochMilli(
                kbsync.bean(JdbcClient.class)
                        .sql("select at from watermark where space = 'ENG'")
                        .query(Long.class)
                        .single());
    }

    private List<Path> letters() {
        Path letters = folder.resolve("dead-letters/http");
        try (var files = Files.list(letters)) {
            return files.toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
