package dev.kbsync.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.kbsync.Instance;
import dev.kbsync.SettableClock;
import dev.kbsync.history.RunReport;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.ledger.FailureReview.Failure;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.Sites;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an HTTP knowledge base may answer, and what that counts as. */
@Timeout(60)
class SinkAnswersIT {

    private static final int PAGES = 3;

    @TempDir private Path folder;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Long> asked = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpHandler behaviour = exchange -> {};
    private HttpServer server;
    private Simulator atlassian;

    @BeforeEach
    void start() throws IOException {
        atlassian = Simulator.start(SimulatorOptions.bare());
        SiteControl site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        for (int i = 0; i < PAGES; i++) {
            site.addPage("ENG", "Page " + i, "<p>x</p>");
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    asked.add(System.nanoTime());
                    try (exchange) {
                        behaviour.handle(exchange);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
        atlassian.close();
    }

    private Instance.Builder instance() {
        return Instance.in(folder)
                .atlassian(atlassian)
                .site(atlassian.sites().get(0))
                .set("kbsync.deliver.to", "http")
                .set("kbsync.deliver.http.url", url());
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/kb";
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static List<String> reasons(Instance kbsync) {
        String cloudId = Objects.requireNonNull(kbsync.bean(Sites.class).get("demo").cloudId());
        return kbsync.bean(FailureReview.class).of(cloudId).stream().map(Failure::reason).toList();
    }

    /** Runs, and expects every page to fail for one reason after so many requests. */
    private void assertAllFail(Instance.Builder builder, int requests, String reason) {
        try (Instance kbsync = builder.start()) {
            RunReport run = kbsync.changes();

            assertThat(run.total().delivered()).isZero();
            assertThat(run.total().failed()).isEqualTo(PAGES);
            assertThat(reasons(kbsync)).hasSize(PAGES).containsOnly(reason);
            assertThat(asked).hasSize(requests);
        }
    }

    private void assertAllDelivered(Instance.Builder builder) {
        try (Instance kbsync = builder.start()) {
            RunReport run = kbsync.changes();

            assertThat(reasons(kbsync)).isEmpty();
            assertThat(run.total().delivered()).isEqualTo(PAGES);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html;charset=utf-8|<!DOCTYPE html><title>Log in</title>",
                "text/html|\n <!-- gateway --><form action='/login'>",
                "application/json|<html><body>Log in</body></html>"
            })
    void aWebPageInThePlaceOfAnAnswerIsAFailure(String page) {
        String[] parts = page.split("\\|", 2);
        behaviour = exchange -> answer(exchange, 200, parts[0], parts[1]);

        assertAllFail(
                instance(),
                PAGES,
                "Sink \"http\" answered with a web page, which may be a login or a gateway's; check"
                        + " its address and credential.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html|ok", "text/html|", "application/json|{}", "text/plain|<3"})
    void whatIsNoWebPageIsAnAnswer(String page) {
        String[] parts = page.split("\\|", 2);
        behaviour = exchange -> answer(exchange, 200, parts[0], parts[1]);

        assertAllDelivered(instance());
    }

    @Test
    void anAnswerThatFailsTheTestOfTheSettingIsAFailure() {
        behaviour = exchange -> answer(exchange, 200, "application/json", "{\"code\": 102}");

        assertAllFail(
                instance().set("kbsync.deliver.http.expected-answer", "\"code\"\\s*:\\s*0\\b"),
                PAGES,
                "Sink \"http\" answered without an error, but the answer does not match"
                        + " kbsync.sinks.http.expected-answer; check the sink's log.");
    }

    @Test
    void anAnswerThatPassesTheTestOfTheSettingCounts() {
        behaviour = exchange -> answer(exchange, 200, "application/json", "{\"code\": 0}");

        assertAllDelivered(
                instance().set("kbsync.deliver.http.expected-answer", "\"code\"\\s*:\\s*0\\b"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aSinkThatAsksToWaitIsGivenTheTime(int status) {
        behaviour =
                exchange -> {
                    if (asked.size() == 1) {
                        exchange.getResponseHeaders().set("Retry-After", "1");
                        answer(exchange, status, "text/plain", "slow down");
                    } else {
                        answer(exchange, 200, "application/json", "{}");
                    }
                };

        assertAllDelivered(instance().set("kbsync.run.parallel", "1"));
        assertThat(asked).hasSize(PAGES + 1);
        assertThat(bodies.lastIndexOf(bodies.get(0))).as("the whole document again").isPositive();
        assertThat(asked.subList(1, asked.size()))
                .as("no other document is sent meanwhile either")
                .allSatisfy(
                        time ->
                                assertThat(time - asked.get(0))
                                        .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(990)));
    }

    @Test
    void anotherSinkDoesNotWaitForTheOneThatAsksToWait() {
        behaviour =
                exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", "3000");
                    answer(exchange, 429, "text/plain", "slow down");
                };

        try (Instance kbsync = instance().set("kbsync.deliver.to", "http,file").start()) {
            assertThat(kbsync.changes().total().failed()).isEqualTo(PAGES);

            assertThat(kbsync.files()).hasSize(PAGES);
        }
    }

    @Test
    void aSinkThatAsksToWaitForLongIsLeftToALaterRun() {
        behaviour =
                exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", "999999999");
                    answer(exchange, 429, "text/plain", "");
                };

        SettableClock clock = new SettableClock();
        try (Instance kbsync =
                instance()
                        .set("kbsync.failures.longest-wait", "30s")
                        .set("kbsync.run.parallel", "1")
                        .clock(clock)
                        .start()) {
            assertThat(kbsync.changes().total().failed()).isEqualTo(PAGES);
            assertThat(asked).hasSize(1);
            assertThat(reasons(kbsync))
                    .filteredOn(reason -> reason.contains("asked to be left alone until "))
                    .hasSize(PAGES - 1);
            assertThat(kbsync.full().total().failed()).isEqualTo(PAGES);
            assertThat(asked).as("another run does not ask before that time").hasSize(1);

            behaviour = exchange -> answer(exchange, 200, "application/json", "{}");
            clock.advance(Duration.ofHours(1));
            assertThat(kbsync.full().total().delivered()).isEqualTo(PAGES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"404", "403", "200 text/html"})
    void aSinkThatIsNotWhatItShouldBeIsAskedAFewTimesAndLeavesAFewLetters(String answer)
            throws IOException {
        for (int i = PAGES; i < 12; i++) {
            atlassian.control().site().addPage("ENG", "Page " + i, "<p>x</p>");
        }
        behaviour =
                exchange ->
                        answer(
                                exchange,
                                Integer.parseInt(answer.substring(0, 3)),
                                "text/html",
                                "<html>Log in</html>");

        try (Instance kbsync = instance().set("kbsync.run.parallel", "1").start()) {
            assertThat(kbsync.changes().total().failed()).isEqualTo(12);

            assertThat(asked).hasSize(5);
            try (Stream<Path> letters = Files.list(folder.resolve("dead-letters/http"))) {
                assertThat(letters).hasSize(5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aSinkThatHasMovedIsAskedOnceAndItsNewAddressIsNamed(int status) {
        behaviour =
                exchange -> {
                    exchange.getResponseHeaders()
                            .set(
                                    "Location",
                                    "https://me:pw@kb.example.com:8443/v2/"
                                            + exchange.getRequestURI().getPath().substring(4)
                                            + "?token=secret#x");
                    answer(exchange, status, "text/plain", "");
                };

        assertAllFail(
                instance(),
                PAGES,
                "Sink \"http\" answered %d and redirects to https://kb.example.com:8443/v2, which is not followed; correct its address, or check whether it asks for a login."
                        .formatted(status));
    }

    @Test
    void anAddressOnTheSameHostIsNamedWhole() {
        behaviour =
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "/login;jsessionid=secret");
                    answer(exchange, 302, "text/html", "<html>");
                };

        assertAllFail(
                instance(),
                PAGES,
                "Sink \"http\" answered 302 and redirects to %s, which is not followed; correct its address, or check whether it asks for a login."
                        .formatted(url().replace("/kb", "/login")));
    }

    @Test
    void aSinkThatNeverFinishesItsAnswerIsGivenUpAfterItsTimeout() {
        behaviour =
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    OutputStream out = exchange.getResponseBody();
                    try {
                        while (!over.await(100, TimeUnit.MILLISECONDS)) {
                            out.write(' ');
                            out.flush();
                        }
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                };

        assertAllFail(
                instance()
                        .set("kbsync.deliver.http.timeout", "1000")
                        .set("kbsync.failures.retries", "0"),
                PAGES,
                "Sink \"http\": 127.0.0.1 did not finish its answer within 1 s; the page is tried"
                        + " again.");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void ofALargeAnswerLittleIsRead(int status) {
        AtomicLong written = new AtomicLong();
        behaviour =
                exchange -> {
                    exchange.sendResponseHeaders(status, 700L << 20);
                    byte[] piece = new byte[65536];
                    while (true) {
                        exchange.getResponseBody().write(piece);
                        written.addAndGet(piece.length);
                    }
                };
        try (Instance kbsync = instance().set("kbsync.failures.retries", "0").start()) {
            assertThat(kbsync.changes().total().delivered()).isEqualTo(status == 200 ? PAGES : 0);
        }
        assertThat(written.get()).isPositive().isLessThan(PAGES * (16L << 20));
    }

    @Test
    void aSinkHasAFormatOfItsOwnAndGetsEverythingAgainInAnother() throws IOException {
        atlassian.control().site().addPage("ENG", "Fine", "<p>A <strong>fine</strong> page</p>");
        behaviour = exchange -> answer(exchange, 200, "application/json", "{}");
        try (Instance kbsync = instance().set("kbsync.deliver.to", "file,http").start()) {
            kbsync.full();
            assertThat(bodies)
                    .hasSize(PAGES + 1)
                    .anyMatch(body -> body.contains("A **fine** page"));
        }
        bodies.clear();
        Path route = folder.resolve("routes/4-deliver-to-http.camel.yaml");
        Files.writeString(
                route,
                Files.readString(route)
                        .replace("name: http\n", "name: http\n              format: text\n"));
        try (Instance kbsync = instance().set("kbsync.deliver.to", "file,http").start()) {
            assertThat(kbsync.full().total().delivered()).isEqualTo(PAGES + 1);
            assertThat(bodies)
                    .hasSize(PAGES + 1)
                    .allMatch(body -> body.contains("\"format\":\"text/plain\""))
                    .anyMatch(body -> body.contains("A fine page"));
            assertThat(kbsync.files()).allMatch(file -> file.endsWith(".md"));

            assertThat(kbsync.full().total().delivered()).isZero();
        }
    }
}
