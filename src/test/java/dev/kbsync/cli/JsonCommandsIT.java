package dev.kbsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.KnowledgeBase;
import dev.kbsync.api.token.AutomationTokens;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as scripts use them: standard output is one JSON document. */
class JsonCommandsIT {

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final KnowledgeBase sink = new KnowledgeBase();
    private Simulator atlassian;
    private SiteControl site;
    private int exit;

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
        settings.forEach(System::setProperty);
    }

    @AfterEach
    void stop() {
        settings.keySet().forEach(System::clearProperty);
        atlassian.close();
        sink.close();
    }

    /** What a command prints to standard output. */
    private JsonNode run(String... args) {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream caught = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            exit = KbsyncCommand.execute(args);
            return new ObjectMapper().readTree(bytes.toString(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError(bytes.toString(StandardCharsets.UTF_8), e);
        } finally {
            System.setOut(out);
        }
    }

    @Test
    void planSyncStatusFailuresAndWhatIsDoneAboutThem() {
        String good = site.addPage("ENG", "Good", "<p>1</p>");
        String bad = site.addPage("ENG", "Bad", "<p>2</p>");
        sink.refuse(bad);

        JsonNode plan = run("plan", "--json").get(0);
        assertThat(exit).isZero();
        assertThat(plan.path("counts").path("upsert").asInt()).isEqualTo(2);
        assertThat(plan.path("steps").findValuesAsText("id")).contains(good, bad);

        JsonNode sync = run("sync", "--json").get(0);
        assertThat(exit).isEqualTo(1);
        assertThat(sync.path("state").asText()).isEqualTo("complete");
        assertThat(sync.path("total").path("failed").asInt()).isEqualTo(1);

        JsonNode status = run("status", "--json").get(0);
        assertThat(exit).isEqualTo(1);
        assertThat(status.path("state").asText()).isEqualTo("behind");
        assertThat(status.path("lastRun").path("id")).isEqualTo(sync.path("id"));

        JsonNode runs = run("runs", "--json", "--site", "demo", "--limit", "1");
        assertThat(runs.get(0).path("id")).isEqualTo(sync.path("id"));
        JsonNode one = run("runs", "--json", sync.path("id").asText());
        assertThat(one.path("run").path("total").path("delivered").asInt()).isEqualTo(1);
        assertThat(one.path("pages").findValuesAsText("outcome"))
                .containsExactlyInAnyOrder("delivered", "failed");

        assertThat(run("documents", "--json", "--state", "delivered").findValuesAsText("id"))
                .containsExactly(good);
        assertThat(run("documents", "--json", "--label", "nobody-has-it")).isEmpty();

        assertThat(run("failures", "--json").get(0).path("id").asText()).isEqualTo(bad);
        sink.accept(bad);
        assertThat(run("failures", "retry", "--json").get(0).path("number").asInt()).isEqualTo(1);
        assertThat(run("failures", "--json")).isEmpty();
        assertThat(run("failures", "dismiss", "--json")).isEmpty();
        assertThat(run("keep", "--json")).isEmpty();

        JsonNode again = run("redeliver", "--json", good).get(0);
        assertThat(exit).isZero();
        assertThat(again.path("documents").asInt()).isEqualTo(1);
        assertThat(again.path("run").path("good").asBoolean()).isTrue();
    }

    @Test
    void tokensAreMadeListedAndRevoked() {
        run("sync", "--json");

        String token = run("token", "create", "ci", "--read-only", "--json").path("token").asText();

        assertThat(token).startsWith(AutomationTokens.PREFIX);
        JsonNode listed = run("token", "list", "--json").get(0);
        assertThat(listed.path("name").asText()).isEqualTo("ci");
        assertThat(listed.path("readOnly").asBoolean()).isTrue();
        assertThat(listed.path("createdBy").asText()).isEqualTo("command line");
        assertThat(listed.toString()).doesNotContain(token);
        assertThat(run("token", "revoke", "ci", "--json").path("number").asInt()).isEqualTo(1);
        assertThat(run("token", "list", "--json")).isEmpty();
    }

    @Test
    void whatIsWrittenAndEncryptedIsSaidToo(@TempDir Path routes) {
        run("sync", "--json");

        JsonNode made = run("routes", "new", "file", "team", "--json", "--dir=" + routes);
        assertThat(Path.of(made.path("file").asText())).exists();
        assertThat(run("routes", "check", routes.toString(), "--json").isArray()).isTrue();
        assertThat(run("reencrypt", "--json").path("encrypted").isInt()).isTrue();
    }
}
