package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.routes.RouteFiles;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.SetupException;
import dev.kbsync.site.UnknownSiteException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that is wrong gives one clear sentence, and nothing is lost. */
class BadInputIT {

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private Simulator atlassian;
    private SiteControl site;
    private Instance.Builder builder;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        builder =
                Instance.in(folder)
                        .clock(clock)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0));
    }

    @AfterEach
    void stop() {
        atlassian.close();
    }

    @Test
    void anUnknownSpaceIsNamedAndTheOthersGoOn() {
        site.addPage("ENG", "Page", "<p>x</p>");
        try (Instance kbsync = builder.set("kbsync.sites.demo.spaces", "eng,NOPE").start()) {
            RunReport report = kbsync.changes();

            assertThat(report.state()).isEqualTo(State.INCOMPLETE);
            assertThat(report.problem())
                    .isEqualTo(
                            "Space \"NOPE\" is not on %s or is hidden from this credential; check its key and the account's permissions."
                                    .formatted(atlassian.url()));
            assertThat(kbsync.files()).hasSize(1);
        }
    }

    @Test
    void aSpaceThatIsNotVisibleAnyMoreKeepsItsDocuments() {
        site.addPage("ENG", "Page", "<p>x</p>");
        try (Instance kbsync = builder.set("kbsync.sites.demo.spaces", "ENG").start()) {
            kbsync.changes();
            site.hideSpace("ENG", true);

            assertThat(kbsync.full().state()).isEqualTo(State.INCOMPLETE);
            assertThat(kbsync.files()).hasSize(1);
        }
    }

    @Test
    void aBrokenRouteFileAtTheStartTakesNoOtherDown() throws IOException {
        site.addPage("ENG", "Page", "<p>x</p>");
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                folder.resolve("routes/4-deliver-to-http.camel.yaml"),
                "- route:\n    id: deliver-to-http\n    from:\n      uri: direct:x\n      steps:\n        - nonsense: {}\n");
        try (Instance kbsync = builder.start()) {
            assertThat(kbsync.bean(RouteFiles.class).problems())
                    .hasEntrySatisfying(
                            "4-deliver-to-http.camel.yaml",
                            problem ->
                                    assertThat(problem)
                                            .contains(
                                                    "4-deliver-to-http.camel.yaml",
                                                    "nonsense",
                                                    "line 6"));
            assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
            assertThat(kbsync.files()).hasSize(1);
        }
    }

    @Test
    void aMissingRunRouteIsToldAsSuch() throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/2-run.camel.yaml"), "- route: [");
        try (Instance kbsync = builder.start()) {
            assertThatThrownBy(kbsync::changes)
                    .hasMessage("The route \"run\" is not running; fix routes/2-run.camel.yaml.");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenFailsThePagesAndLosesNothing() throws IOException {
        String page = site.addPage("ENG", "Page", "<p>x</p>");
        // A file in the place of the folder: also root cannot write into that.
        Path blocked = Files.writeString(folder.resolve("kb"), "not a folder");
        try (Instance kbsync = builder.start()) {
            RunReport report = kbsync.changes();

            assertThat(report.state()).isEqualTo(State.COMPLETE);
            assertThat(report.good()).isFalse();
            assertThat(report.total().failed()).isEqualTo(1);
            assertThat(failures(kbsync))
                    .singleElement()
                    .satisfies(
                            failure -> {
                                assertThat(failure.stage()).isEqualTo("deliver");
                                assertThat(failure.reason())
                                        .startsWith("Sink \"file\"")
                                        .contains("kb");
                            });
            assertThat(folder.resolve("dead-letters/file")).isDirectoryContaining("glob:**.json");

            Files.delete(blocked);
            clock.advance(Duration.ofMinutes(5));
            assertThat(kbsync.changes().good()).isTrue();
            assertThat(kbsync.file(page)).contains("x");
            assertThat(failures(kbsync)).isEmpty();
        }
    }

    @Test
    void aSinkThatIsDownIsTriedAgainAndTheOtherSinkIsServed() throws IOException {
        for (int i = 0; i < 20; i++) {
            site.addPage("ENG", "Page " + i, "<p>x</p>");
        }
        try (KnowledgeBase sink = new KnowledgeBase();
                Instance kbsync =
                        builder.set("kbsync.deliver.to", "file,http")
                                .set("kbsync.deliver.http.url", sink.url())
                                .set("kbsync.deliver.http.token", "sink-token")
                                .set("kbsync.failures.retries", "2")
                                .start()) {
            sink.status = 503;
            RunReport report = kbsync.changes();

            assertThat(report.total().failed()).isEqualTo(20);
            assertThat(kbsync.files()).hasSize(20);
            assertThat(failures(kbsync))
                    .allSatisfy(
                            failure ->
                                    assertThat(failure.reason())
                                            .isEqualTo(
                                                    "Sink \"http\" answered 503; the page is tried again."));
            // Five tries that fail, and those that are in progress; then it is known to be down.
            assertThat(sink.requests.get()).isBetween(5, 30);

            sink.status = 200;
            clock.advance(Duration.ofMinutes(5));
            assertThat(kbsync.changes().good()).isTrue();
            assertThat(sink.documents).hasSize(20);
            assertThat(sink.documents.values())
                    .allSatisfy(json -> assertThat(json).contains("\"title\":\"Page "));
            assertThat(sink.authorizations).containsOnly("Bearer sink-token");
        }
    }

    @Test
    void removedPagesAreDeletedAtTheHttpSinkAndMissingOnesCountAsDeleted() throws IOException {
        String page = site.addPage("ENG", "Page", "<p>x</p>");
        try (KnowledgeBase sink = new KnowledgeBase();
                Instance kbsync =
                        builder.set("kbsync.deliver.to", "http")
                                .set("kbsync.deliver.http.url", sink.url())
                                .start()) {
            kbsync.changes();
            assertThat(sink.documents).hasSize(1);
            site.trash(page);
            assertThat(kbsync.full().total().removed()).isEqualTo(1);
            assertThat(sink.documents).isEmpty();

            site.restore(page);
            kbsync.full();
            sink.documents.clear();
            site.trash(page);
            assertThat(kbsync.full().good()).isTrue();
        }
    }

    @Test
    void aSinkWithoutARouteIsToldForEachPageAndNothingIsLost() {
        site.addPage("ENG", "Page", "<p>x</p>");
        try (Instance kbsync = builder.set("kbsync.deliver.to", "file,wiki").start()) {
            assertThat(kbsync.changes().total().failed()).isEqualTo(1);
            assertThat(failures(kbsync))
                    .singleElement()
                    .extracting(FailureReview.Failure::reason)
                    .isEqualTo(
                            "Sink \"wiki\" has no route; add routes/4-deliver-to-wiki.camel.yaml, take it out of"
                                    + " kbsync.deliver.to, or leave what it held there with keep --sink wiki.");
        }
    }

    @Test
    void aCommaTooManyIsNoSink() {
        site.addPage("ENG", "Page", "<p>x</p>");
        try (Instance kbsync = builder.set("kbsync.deliver.to", " file, ,").start()) {
            assertThat(kbsync.changes().good()).isTrue();
            assertThat(kbsync.changes().total().unchanged()).isEqualTo(1);
        }
    }

    @Test
    void aPageThatIsNotWellFormedIsConvertedAsFarAsItGoes() {
        String page =
                site.addPage(
                        "ENG",
                        "Broken",
                        "<p>kept <ac:structured-macro ac:name=\"info\"><p>also kept</b>");
        try (Instance kbsync = builder.start()) {
            assertThat(kbsync.changes().good()).isTrue();
            assertThat(kbsync.file(page)).contains("kept", "also kept");
        }
    }

    @Test
    void hostileTitlesStayInTheirFolder() {
        for (String title :
                List.of(
                        "../../etc/passwd",
                        "/etc/passwd",
                        "a\u0000b",
                        "..",
                        "<script>alert(1)</script>")) {
            site.addPage("ENG", title, "<p>x</p>");
        }
        try (Instance kbsync = builder.start()) {
            assertThat(kbsync.changes().good()).isTrue();
            assertThat(kbsync.files())
                    .hasSize(5)
                    .allMatch(file -> file.matches("demo/ENG/[\\w-]+\\.md"));
        }
    }

    @Test
    void anUnknownSiteIsNamedWithTheKnownOnes() {
        try (Instance kbsync = builder.start()) {
            assertThatThrownBy(() -> kbsync.run("nope", RunKind.CHANGES))
                    .isInstanceOf(UnknownSiteException.class)
                    .hasMessage("There is no site \"nope\"; the sites are: demo.");
        }
    }

    @Test
    void aSiteThatIsNotAuthorizedIsToldWhatToDo() {
        try (Instance kbsync = builder.set("kbsync.sites.demo.api-token", "").start()) {
            assertThat(kbsync.changes().problem())
                    .isEqualTo(
                            "Paused: Site \"demo\" is not authorized yet; open the console and authorize it, or set a service account or an API token.");
        }
    }

    @Test
    void aSiteThatIsNotThereIsToldAsUnreachable() {
        try (Instance kbsync =
                builder.set("kbsync.sites.demo.url", "http://localhost:1")
                        .set("kbsync.confluence.retries", "1")
                        .start()) {
            assertThat(kbsync.changes().problem()).startsWith("Site \"demo\" cannot be reached");
        }
    }

    @Test
    void aWrongSetupIsToldInOneSentenceAtTheStart() {
        assertSetup(
                builder.set("kbsync.sites.Bad Name.url", "https://x.atlassian.net"),
                "The site name \"BadName\"");
    }

    @Test
    void aUrlThatIsUnsafeIsToldAtTheStart() {
        assertSetup(
                builder.set("kbsync.sites.other.url", "http://example.atlassian.net"),
                "kbsync.sites.other.url: The site's URL http://example.atlassian.net cannot be used");
    }

    @Test
    void aSiteThatStandsThereTwiceIsToldAtTheStart() {
        assertSetup(builder.set("kbsync.sites.other.url", atlassian.url()), "have the same URL");
    }

    @Test
    void aRedirectUriThatCannotWorkIsToldAtTheStart() {
        assertSetup(
                builder.set("kbsync.oauth.redirect-uri", "http://kb.example.com/auth/callback"),
                "CONFLUENCE_OAUTH_REDIRECT_URI is http://kb.example.com/auth/callback: it must be https");
    }

    @Test
    void aLostKeyFileIsToldAndNoNewOneIsMade() throws IOException {
        try (Instance kbsync = builder.start()) {
            kbsync.bean(dev.kbsync.authorize.SiteCredentials.class)
                    .enterApiToken(
                            "demo", "bot@example.com", new dev.kbsync.site.Secret("t"), false);
        }
        Files.delete(folder.resolve("data/vault.key"));

        assertSetup(builder, "There are encrypted credentials, but the key file");
        assertThat(folder.resolve("data/vault.key")).doesNotExist();
    }

    private static void assertSetup(Instance.Builder builder, String sentence) {
        assertThatThrownBy(builder::start)
                .hasRootCauseInstanceOf(SetupException.class)
                .rootCause()
                .hasMessageContaining(sentence);
    }

    private static List<FailureReview.Failure> failures(Instance kbsync) {
        String cloudId =
                java.util.Objects.requireNonNull(
                        kbsync.bean(dev.kbsync.site.Sites.class).get("demo").cloudId());
        return kbsync.bean(FailureReview.class).of(cloudId);
    }

    /** An HTTP knowledge base that can be told to fail. */
    private static final class KnowledgeBase implements AutoCloseable {

        private final HttpServer server;
        private final Map<String, String> documents = new ConcurrentSkipListMap<>();
        private final List<String> authorizations = new CopyOnWriteArrayList<>();
        private final AtomicInteger requests = new AtomicInteger();
        private volatile int status = 200;

        KnowledgeBase() throws IOException {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            server.createContext(
                    "/kb/",
                    exchange -> {
                        requests.incrementAndGet();
                        String authorization =
                                exchange.getRequestHeaders().getFirst("Authorization");
                        authorizations.add(String.valueOf(authorization));
                        String id = exchange.getRequestURI().getPath();
                        byte[] body = exchange.getRequestBody().readAllBytes();
                        int answer = status;
                        if (answer == 200 && exchange.getRequestMethod().equals("PUT")) {
                            documents.put(id, new String(body, StandardCharsets.UTF_8));
                        } else if (answer == 200 && documents.remove(id) == null) {
                            answer = 404;
                        }
                        exchange.sendResponseHeaders(answer, -1);
                        exchange.close();
                    });
            server.start();
        }

        String url() {
            return "http://localhost:" + server.getAddress().getPort() + "/kb/";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
