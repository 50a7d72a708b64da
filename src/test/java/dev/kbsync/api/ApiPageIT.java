package dev.kbsync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.ConsoleClient;
import dev.kbsync.Eventually;
import dev.kbsync.Instance;
import dev.kbsync.KnowledgeBase;
import dev.kbsync.api.token.AutomationTokens;
import dev.kbsync.database.Leases;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The commands on the page on the API do what it says, as a reader would copy them. */
class ApiPageIT {

    private static final Path PAGE = Path.of("src/site/markdown/api.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```sh\n(curl .*?)```\n\n```json\n(.*?)```", Pattern.DOTALL);
    private static final int EXAMPLES = 16;

    @Test
    void everyExampleAnswersWhatThePageSays(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the examples are for a shell");
        int port = ConsoleClient.freePort();
        try (Simulator atlassian = Simulator.start(SimulatorOptions.bare());
                KnowledgeBase sink = new KnowledgeBase();
                Instance kbsync =
                        Instance.in(folder)
                                .atlassian(atlassian)
                                .site(atlassian.sites().get(0))
                                .set("kbsync.deliver.to", "http,search")
                                .set("kbsync.deliver.http.url", sink.url())
                                .set("kbsync.run.removals.count", "1")
                                .console(port)
                                .start()) {
            SiteControl site = atlassian.control().site();
            site.addSpace("ENG", "Engineering");
            site.addPage("ENG", "Pumps", "<p>To reset the pump, press K2.</p>");
            String old = site.addPage("ENG", "Old", "<p>o</p>");
            String older = site.addPage("ENG", "Older", "<p>o</p>");
            sink.refuse(site.addPage("ENG", "Valves", "<p>v</p>"));
            kbsync.full();
            site.trash(old);
            site.trash(older);
            kbsync.full();
            String token = kbsync.bean(AutomationTokens.class).create("page", false, "t").value();

            Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
            int found = 0;
            while (example.find()) {
                String command = example.group(1);
                int runs = runs(kbsync);
                JsonNode said = new ObjectMapper().readTree(example.group(2));
                JsonNode answer = answer(command, port, token);
                alike(command + answer, said, answer);
                boolean begins = command.contains("-X POST") && !command.contains("/plan");
                Eventually.assertThat(() -> runs(kbsync) == (begins ? runs + 1 : runs));
                idle(kbsync);
                found++;
            }
            assertThat(found).as("examples").isEqualTo(EXAMPLES);
        }
    }

    private static int runs(Instance kbsync) {
        return kbsync.bean(JdbcClient.class)
                .sql("select count(*) from run")
                .query(Integer.class)
                .single();
    }

    /** The next example finds what the last one has brought about. */
    private static void idle(Instance kbsync) {
        Eventually.assertThat(() -> !kbsync.bean(Leases.class).held("run:demo"));
    }

    private static JsonNode answer(String command, int port, String token)
            throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("/bin/bash", "-c", command);
        bash.environment().put("KBSYNC", "http://localhost:" + port);
        bash.environment().put("TOKEN", token);
        Process shell = bash.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(command).isZero();
        return new ObjectMapper().readTree(printed);
    }

    /** Whatever the page shows is there, of the same kind; words that are not left open are so. */
    private static void alike(String where, JsonNode said, JsonNode answer) {
        if (said.isNull() || answer.isNull()) {
            return;
        }
        assertThat(answer.getNodeType()).as(where).isEqualTo(said.getNodeType());
        for (Map.Entry<String, JsonNode> field : said.properties()) {
            assertThat(answer.has(field.getKey())).as(where + " " + field.getKey()).isTrue();
            alike(where + " " + field.getKey(), field.getValue(), answer.path(field.getKey()));
        }
        if (said.isArray() && !said.isEmpty()) {
            assertThat(answer).as(where).isNotEmpty();
            alike(where + "[0]", said.get(0), answer.get(0));
        }
    }
}
