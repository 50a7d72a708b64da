package dev.kbsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.KnowledgeBase;
import dev.kbsync.history.Audit;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.Sites;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The commands as a person types them, one application for each. */
class CommandsIT {

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final KnowledgeBase sink = new KnowledgeBase();
    private Simulator atlassian;
    private SiteControl site;
    private String printed = "";

    @BeforeEach
    void start(@TempDir Path folder) {
        atlassian = Simulator.start(SimulatorOptions.bare());
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        settings.put("kbsync.data.folder", folder.resolve("data").toString());
        settings.put("kbsync.routes.folder", Path.of("routes").toAbsolutePath().toString());
        settings.put("kbsync.failures.folder", folder.resolve("dead-letters").toString());
        settings.put("kbsync.failures.retry-delay", "1");
        settings.put("kbsync.deliver.to", "http");
        settings.put("kbsync.deliver.http.url", sink.url());
        settings.put("kbsync.sites.demo.url", atlassian.url());
        settings.put("kbsync.sites.demo.email", "bot@example.com");
        settings.put("kbsync.sites.demo.api-token", "simulator-token");
        settings.put("kbsync.sites.demo.spaces", "*");
        settings.put("kbsync.run.removals.count", "1");
        settings.forEach(System::setProperty);
    }

    @AfterEach
    void stop() {
        settings.keySet().forEach(System::clearProperty);
        System.clearProperty("kbsync.deliver.file.folder");
        atlassian.close();
        sink.close();
    }

    @Test
    void planSyncFailuresStatusAndKeep() {
        List<String> ids =
                IntStream.range(0, 4)
                        .mapToObj(i -> site.addPage("ENG", "Page " + i, "<p>" + i + "</p>"))
                        .toList();
        String bad = site.addPage("ENG", "Bad\n\u001b[31mtitle", "<p>x</p>");
        sink.refuse(bad);

        assertThat(run("plan", "--site", "demo")).isZero();
        assertThat(printed)
                .contains("upsert\tENG\tPage 0\t" + ids.get(0) + "\thttp\t\n")
                .contains(
                        "demo changes: 5 pages listed: 5 to upsert, 0 to remove",
                        "a run now would cost")
                .doesNotContain("\u001b");
        assertThat(sink.takePut()).isEmpty();

        assertThat(run("sync")).isEqualTo(1);
        assertThat(sink.takePut()).hasSize(5);

        assertThat(run("failures")).isZero();
        assertThat(printed).contains("demo\t" + bad + "\tENG\tBad").contains("\tdeliver\t1\t");
        assertThat(run("failures", "dismiss", "4711")).isEqualTo(1);
        assertThat(printed).contains("No failed page has the id 4711");
        assertThat(run("failures", "dismiss", bad)).isZero();
        assertThat(run("failures")).isZero();
        assertThat(printed).isEmpty();
        sink.accept(bad);
        assertThat(run("failures", "retry", "--site", "demo", bad)).isZero();
        assertThat(sink.takePut()).containsExactly(bad);

        ids.subList(0, 3).forEach(site::trash);
        assertThat(run("sync", "--kind", "full")).isZero();
        assertThat(run("plan", "--kind", "full")).isZero();
        assertThat(printed).contains("withhold\tENG\tPage 1\t" + ids.get(1));
        run("status");
        assertThat(printed)
                .contains(
                        "withheld removals: 3", "ENG\tPage 2\t" + ids.get(2) + "\tit was deleted");
        assertThat(run("keep", ids.get(2))).isZero();
        assertThat(run("sync", "--kind", "full", "--allow-removals")).isZero();
        assertThat(sink.takeDeleted()).containsExactlyInAnyOrder(ids.get(0), ids.get(1));
        run("status");
        assertThat(printed).contains("kept that would be removed: 1");
        assertThat(run("keep", "--undo", "4711")).isEqualTo(1);
        assertThat(deeds())
                .containsExactly(
                        "sync ordered full, removals allowed",
                        "kept 1 page: " + ids.get(2),
                        "sync ordered full",
                        "tried again 1 page: " + bad,
                        "dismissed 1 page: " + bad,
                        "sync ordered changes");

        System.setProperty("kbsync.deliver.to", "file");
        run("status");
        assertThat(printed).contains("switched off: http, which holds ");
        assertThat(run("keep", "--sink", "http")).isZero();
        assertThat(printed).contains(" left in http");
        run("status");
        assertThat(printed).doesNotContain("switched off");
        assertThat(run("keep", "--sink", "http")).isEqualTo(1);
        assertThat(run("keep", "--sink", "http", "4711")).isEqualTo(2);
    }

    /** What the audit knows, the newest first; all of it by the command line. */
    private static List<String> deeds() {
        try (ConfigurableApplicationContext context = CommandContext.look()) {
            return context.getBean(Audit.class).deeds("demo", 0, 20).stream()
                    .peek(entry -> assertThat(entry.actor()).isEqualTo("command line"))
                    .map(entry -> entry.kind().words() + " " + entry.detail())
                    .toList();
        }
    }

    @Test
    void rulesTellWhatHoldsAndWhereItComesFrom() throws Exception {
        settings.put("kbsync.sites.demo.except.labels", "draft,old");
        settings.put("kbsync.sinks.http.only.types", "page");
        settings.forEach(System::setProperty);
        site.addPage("ENG", "Page", "<p>x</p>");
        assertThat(run("rules")).isEqualTo(1);
        assertThat(run("sync")).isZero();

        assertThat(run("rules", "--site", "demo")).isZero();
        assertThat(printed)
                .isEqualTo(
                        """
                        demo\t-\tspaces = *\tkbsync.sites.demo.spaces
                        demo\t-\texcept.labels = draft, old\tkbsync.sites.demo.except.labels
                        demo\thttp\tonly.types = page\tkbsync.sinks.http.only.types
                        """);
        assertThat(run("rules", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(printed))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        [{"site":"demo","rule":"spaces","values":["*"],"origin":"kbsync.sites.demo.spaces"},
                                         {"site":"demo","rule":"except.labels","values":["draft","old"],"origin":"kbsync.sites.demo.except.labels"},
                                         {"site":"demo","sink":"http","rule":"only.types","values":["page"],"origin":"kbsync.sinks.http.only.types"}]
                                        """));
        assertThat(run("rules", "--site", "nope")).isEqualTo(1);

        assertThat(run("plan", "--kind", "full")).isZero();
        assertThat(printed)
                .contains(
                        "demo full: The rule \"except.labels = draft\""
                                + " (kbsync.sites.demo.except.labels) matches no page.");
    }

    @Test
    void searchAnswersFromTheIndexAndMakesNothing() throws Exception {
        Path data = Path.of(System.getProperty("kbsync.data.folder"));
        System.setProperty("kbsync.deliver.to", "search");
        assertThat(run("search", "fuse")).isEqualTo(1);
        assertThat(printed).contains("There is no search index", "kbsync.deliver.to");
        assertThat(data).doesNotExist();

        site.addPage("ENG", "Pumps\u001b[31m", "<p>The fuse is K2-17.</p>");
        assertThat(run("sync")).isZero();

        assertThat(run("search", "Which", "fuse?")).isZero();
        assertThat(printed)
                .contains("Pumps", "demo: ENG > Pumps", "The fuse is K2-17.", "/wiki/")
                .doesNotContain("\u001b");
        assertThat(run("search", "--json", "--limit", "1", "--site", "demo", "fuse")).isZero();
        assertThat(new ObjectMapper().readTree(printed).path("text").asText())
                .contains("The fuse is K2-17.");
        assertThat(run("search", "zebra")).isEqualTo(1);
        assertThat(printed).contains("Nothing was found.");
        assertThat(run("search", "--site", "other", "fuse")).isEqualTo(1);
        assertThat(run("search", "--limit", "0", "fuse")).isEqualTo(1);
        assertThat(printed).contains("The limit is 0; it must be from 1 to 100.");
        assertThat(run("search")).isEqualTo(2);
    }

    @Test
    void redeliverFillsASinkAgain() {
        String one = site.addPage("ENG", "One", "<p>1</p>");
        String two = site.addPage("ENG", "Two", "<p>2</p>");
        assertThat(run("sync")).isZero();
        sink.takePut();
        assertThat(run("sync", "--kind", "full")).isZero();
        assertThat(sink.takePut()).isEmpty();

        assertThat(run("redeliver", one)).isZero();
        assertThat(printed).contains("1 to deliver again");
        assertThat(sink.takePut()).containsExactly(one);
        assertThat(run("redeliver", "--sink", "http", "--space", "ENG")).isZero();
        assertThat(sink.takePut()).containsExactlyInAnyOrder(one, two);
        assertThat(run("redeliver", "--sink", "none")).isEqualTo(1);
        assertThat(printed).contains("The site \"demo\" has no sink \"none\"; its sinks: http.");
        assertThat(run("redeliver", "4711")).isEqualTo(1);
        assertThat(printed).contains("No document of that kind was delivered");
    }

    @Test
    void whatIsToBeDeliveredAgainWaitsForTheSiteToBeReachable() {
        String one = site.addPage("ENG", "One", "<p>1</p>");
        assertThat(run("sync")).isZero();
        sink.takePut();
        System.setProperty("kbsync.sites.demo.api-token", "wrong");

        assertThat(run("redeliver")).isEqualTo(1);
        assertThat(sink.takePut()).isEmpty();
        System.setProperty("kbsync.sites.demo.api-token", "simulator-token");

        assertThat(run("sync")).isZero();
        assertThat(sink.takePut()).containsExactly(one);
    }

    /** As a server without sites has them, which fills sinks from a topic. */
    @Test
    void whatSinksDidNotTakeFromAQueueIsListedRetriedAndDismissed() {
        assertThat(run("sync")).isZero();
        settings.keySet().stream()
                .filter(key -> key.startsWith("kbsync.sites."))
                .forEach(System::clearProperty);
        refused("http", "c-1");
        refused("http", "c-2");

        assertThat(run("failures")).isZero();
        assertThat(printed)
                .contains("demo\tc-1\tENG\tPage c-1\tqueue\t1\t-\tSink \"http\" answered 422")
                .hasLineCount(2);
        assertThat(run("failures", "retry", "c-1")).isZero();
        assertThat(printed).contains("1 tried again");
        assertThat(run("failures", "dismiss", "c-3")).isEqualTo(1);
        assertThat(run("failures", "dismiss", "c-2")).isZero();
        assertThat(run("failures", "--json")).isZero();
        assertThat(printed).contains("\"sink\" : \"http\"", "c-1").doesNotContain("c-2");
    }

    private static void refused(String sink, String documentId) {
        try (ConfigurableApplicationContext context = CommandContext.look()) {
            context.getBean(JdbcClient.class)
                    .sql(
                            """
                            insert into queue_failure (sink, target, document_id, site, space, title,
                              web_url, reason, kafka_topic, kafka_partition, kafka_offset, attempts,
                              first_at, last_at, again)
                            values (?, 'here', ?, 'demo', 'ENG', ?, '', ?, 'queue', 0, 7, 1, 1, 1, false)\
                            """)
                    .params(sink, documentId, "Page " + documentId, "Sink \"http\" answered 422.")
                    .update();
        }
    }

    @Test
    void anUnknownSiteIsNamed() {
        assertThat(run("plan", "--site", "nope")).isEqualTo(1);
        assertThat(printed).contains("There is no site \"nope\"; the sites are: demo.");
    }

    @Test
    void commandsThatOnlyLookMakeNothing(@TempDir Path elsewhere) {
        System.setProperty("kbsync.data.folder", elsewhere.resolve("data").toString());
        System.setProperty("kbsync.failures.folder", elsewhere.resolve("dead").toString());
        System.setProperty("kbsync.deliver.file.folder", elsewhere.resolve("kb").toString());
        System.setProperty("kbsync.routes.folder", elsewhere.resolve("routes").toString());
        for (String command : List.of("status", "runs", "documents", "failures", "keep")) {
            assertThat(run(command)).as(command).isEqualTo(1);
            assertThat(printed)
                    .startsWith("There is no kbsync data in " + elsewhere.resolve("data"))
                    .hasLineCount(1);
        }
        site.addPage("ENG", "Page", "<p>x</p>");
        assertThat(run("plan")).isZero();
        assertThat(printed).contains("demo changes: 1 pages listed: 1 to upsert");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void commandsThatOnlyLookStartNoRoutes() {
        assertThat(run("sync")).isZero();
        PrintStream out = System.out;
        try (ConfigurableApplicationContext context = CommandContext.look()) {
            assertThat(context.getBeanProvider(Sites.class)).hasSize(1);
            assertThat(context.getBeanNamesForType(CamelContext.class)).isEmpty();
            assertThat(context.getBeanFactory().getSingletonNames())
                    .noneMatch(name -> name.contains("Controller") || name.contains("outes"));
        } finally {
            System.setOut(out);
        }
    }

    @Test
    void syncShowsItsProgressAndStandardOutputIsTheCommandsAlone() {
        site.addPage("ENG", "Page", "<p>x</p>");
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream caught = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            assertThat(KbsyncCommand.execute("sync")).isZero();
            assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                    .first()
                    .asString()
                    .startsWith("demo changes: 0 pages looked at");
            assertThat(bytes.toString(StandardCharsets.UTF_8))
                    .contains("listed 1 = delivered 1")
                    .doesNotContain("INFO", "WARN");
            bytes.reset();
            System.setOut(caught);
            assertThat(KbsyncCommand.execute("failures")).isZero();
            assertThat(bytes.toString(StandardCharsets.UTF_8)).isEmpty();
        } finally {
            System.setOut(out);
        }
    }

    private int run(String... args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream caught = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            System.setErr(caught);
            return KbsyncCommand.execute(args);
        } finally {
            System.setOut(out);
            System.setErr(err);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
