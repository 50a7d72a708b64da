package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Instance;
import dev.kbsync.SettableClock;
import dev.kbsync.deliver.DifyServer.Doc;
import dev.kbsync.deliver.SinkServer.Handler;
import dev.kbsync.deliver.SinkServer.Trouble;
import dev.kbsync.history.RunReport;
import dev.kbsync.run.Plan;
import dev.kbsync.run.RunStarter;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.RunKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program with the shipped routes to Dify, Onyx and Open WebUI at once, switched on by
 * settings alone.
 */
@Timeout(120)
class KnowledgeBasesIT {

    private static final int PAGES = 12;

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final DifyServer dify = new DifyServer();
    private final OnyxServer onyx = new OnyxServer();
    private final OpenWebUiServer webUi = new OpenWebUiServer();
    private final List<SinkServer> servers = new ArrayList<>();
    private Simulator atlassian;
    private SiteControl site;
    private List<String> pages = List.of();

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        pages =
                IntStream.range(0, PAGES)
                        .mapToObj(i -> site.addPage("ENG", "Page " + i, "<p>Text " + i + ".</p>"))
                        .toList();
    }

    @AfterEach
    void stop() {
        servers.forEach(SinkServer::close);
        atlassian.close();
    }

    private SinkServer serve(Handler handler) {
        SinkServer server = new SinkServer(handler);
        servers.add(server);
        return server;
    }

    private Instance.Builder instance() {
        Instance.Builder builder =
                Instance.in(folder)
                        .clock(clock)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .set("kbsync.deliver.to", "dify,onyx,open-webui");
        for (String sink : List.of("dify", "onyx", "open-webui")) {
            builder.set("kbsync.sinks." + sink + ".token", SinkContract.TOKEN);
        }
        return builder.set("kbsync.sinks.dify.url", serve(dify).url() + "/v1/")
                .set("kbsync.sinks.dify.dataset", DifyServer.DATASET)
                .set("kbsync.sinks.onyx.url", serve(onyx).url() + "/api")
                .set("kbsync.sinks.open-webui.url", serve(webUi).url())
                .set("kbsync.sinks.open-webui.knowledge", OpenWebUiServer.KNOWLEDGE);
    }

    /** Every knowledge base holds so many documents, and each such text in one of them. */
    private void assertEachHolds(int count, String... texts) {
        List<List<String>> held =
                List.of(
                        dify.found().stream().map((Doc doc) -> doc.indexed).toList(),
                        onyx.ingested.values().stream()
                                .map(request -> request.at("/document/sections/0/text").asText())
                                .toList(),
                        webUi.files.values().stream()
                                .filter(file -> file.linked)
                                .map(file -> file.text)
                                .toList());
        for (List<String> documents : held) {
            assertThat(documents).hasSize(count);
            for (String text : texts) {
                assertThat(documents).filteredOn(document -> document.contains(text)).hasSize(1);
            }
        }
        assertThat(webUi.files).hasSize(count);
        assertThat(dify.docs).hasSize(count);
    }

    @Test
    void pagesAreStoredChangedAndRemovedEverywhere() {
        try (Instance kbsync = instance().start()) {
            assertThat(kbsync.changes().total().delivered()).isEqualTo(PAGES);
            assertEachHolds(PAGES, "Text 0.", "Text 11.");

            site.edit(pages.get(0), "<p>Changed.</p>");
            site.rename(pages.get(1), "Renamed");
            assertThat(kbsync.changes().total().delivered()).isEqualTo(2);
            assertEachHolds(PAGES, "Changed.", "# Renamed");

            site.trash(pages.get(2));
            assertThat(kbsync.full().total().removed()).isEqualTo(1);
            assertEachHolds(PAGES - 1, "Changed.");
        }
    }

    @Test
    void aPageWhoseVersionsWereRenumberedIsReplacedAndGoesOnceItIsRestricted() {
        String page = pages.get(0);
        try (Instance kbsync = instance().start()) {
            for (String text : List.of("Draft.", "Second draft.", "A secret.")) {
                clock.advance(Duration.ofMinutes(1));
                site.edit(page, "<p>" + text + "</p>");
            }
            kbsync.changes();
            assertEachHolds(PAGES, "A secret.");

            IntStream.range(0, 3).forEach(i -> site.deleteVersion(page, 1));
            clock.advance(Duration.ofMinutes(1));
            site.edit(page, "<p>Without it.</p>");
            assertThat(kbsync.changes().total().delivered()).isEqualTo(1);
            assertEachHolds(PAGES, "Without it.");
        }
        try (Instance kbsync = instance().start()) {
            site.deleteVersion(page, 1);
            site.restrictVisibly(page);
            assertThat(kbsync.full().total().removed()).isEqualTo(1);
            assertEachHolds(PAGES - 1, "Text 1.");
        }
    }

    @Test
    void aRestrictedPageIsWithheldFromThoseThatShowItToEverybodyAndTheReportSaysSo()
            throws IOException {
        String secret = pages.get(0);
        Instance.Builder both =
                instance()
                        .set("kbsync.deliver.to", "file,onyx")
                        .set("kbsync.sites.demo.restricted", "include");
        try (Instance kbsync = both.start()) {
            kbsync.full();
            assertThat(onyx.ingested).hasSize(PAGES);

            site.restrict(
                    secret,
                    List.of(Accounts.OWN.accountId(), Accounts.INES.accountId()),
                    List.of());
            RunReport run = kbsync.full();
            assertThat(run.text())
                    .contains("Restricted pages are withheld from the sink \"onyx\", because");
            assertThat(run.total().failed()).isZero();
            assertThat(run.total().removed()).isEqualTo(1);
            assertThat(onyx.ingested).hasSize(PAGES - 1);
            assertThat(kbsync.file(secret)).contains("readers_1");

            RunReport again = kbsync.full();
            assertThat(again.text()).contains("withheld from the sink \"onyx\"");
            assertThat(again.total().unchanged()).isEqualTo(PAGES);
            assertThat(again.total().removed()).isZero();
        }
        Path route = folder.resolve("routes/4-deliver-to-onyx.camel.yaml");
        Files.writeString(
                route,
                Files.readString(route)
                        .replace(
                                "name: onyx\n", "name: onyx\n              restricted: deliver\n"));
        try (Instance kbsync = both.start()) {
            RunReport run = kbsync.full();
            assertThat(run.text()).doesNotContain("withheld");
            assertThat(run.total().delivered()).isEqualTo(1);
            assertThat(onyx.ingested).hasSize(PAGES);
        }
    }

    @Test
    void aRestrictedPageThatNoSinkMayHaveIsSkippedWithThatReason() {
        site.restrict(pages.get(0), List.of(Accounts.OWN.accountId()), List.of());
        try (Instance kbsync =
                instance()
                        .set("kbsync.deliver.to", "onyx")
                        .set("kbsync.sites.demo.restricted", "include")
                        .start()) {
            List<Plan.Step> steps = new ArrayList<>();
            kbsync.bean(RunStarter.class).plan("demo", RunKind.FULL, false, steps::add);
            assertThat(steps)
                    .filteredOn(step -> step.ref().contentId().equals(pages.get(0)))
                    .extracting(step -> step.verb() + ": " + step.reason())
                    .containsExactly(
                            "SKIP: it is restricted, and everybody who uses onyx would see it");

            RunReport run = kbsync.full();
            assertThat(run.total().skipped()).isEqualTo(1);
            assertThat(run.total().delivered()).isEqualTo(PAGES - 1);
            assertThat(onyx.ingested).hasSize(PAGES - 1);
        }
    }

    @Test
    void oneThatIsDownCatchesUpAndTheOthersGoOn() {
        try (Instance kbsync = instance().set("kbsync.failures.retries", "0").start()) {
            servers.get(0).in(Trouble.DOWN);
            assertThat(kbsync.changes().total().failed()).isEqualTo(PAGES);
            assertThat(onyx.ingested).hasSize(PAGES);
            assertThat(dify.docs).isEmpty();

            servers.get(0).in(Trouble.NONE);
            clock.advance(Duration.ofMinutes(5)); // Pages that failed are left alone for a while.
            assertThat(kbsync.changes().total().delivered()).isEqualTo(PAGES);
            assertEachHolds(PAGES, "Text 3.");
        }
    }
}
