package dev.kbsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient;
import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.Instance;
import dev.kbsync.KnowledgeBase;
import dev.kbsync.history.Audit;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a person does on the console or by a script stands in the audit, with the person's name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditIT {

    private final int port = ConsoleClient.freePort();
    private final KnowledgeBase sink = new KnowledgeBase();
    private Simulator atlassian;
    private SiteControl site;
    private Instance kbsync;
    private ConsoleClient console;

    @BeforeAll
    void start(@TempDir Path folder) {
        atlassian = Simulator.start(SimulatorOptions.bare());
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        kbsync =
                Instance.in(folder)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .set("kbsync.deliver.to", "http")
                        .set("kbsync.deliver.http.url", sink.url())
                        .set("kbsync.run.removals.count", "1")
                        .console(port)
                        .start();
        console = new ConsoleClient(port).login();
    }

    @AfterAll
    void stop() {
        kbsync.close();
        atlassian.close();
        sink.close();
    }

    private Answer post(String path, String... pairs) {
        String csrf = console.get("/").page().select("input[name=_csrf]").val();
        Answer answer =
                console.post(
                        path, Stream.concat(Stream.of("_csrf=" + csrf), Stream.of(pairs)).toList());
        assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
        return answer;
    }

    @Test
    void everyDeedIsNotedOnceWithWhoDidItAndToWhat() {
        List<String> ids =
                IntStream.range(0, 4)
                        .mapToObj(number -> site.addPage("ENG", "Page " + number, "<p>x</p>"))
                        .toList();
        String bad = site.addPage("ENG", "Bad", "<p>x</p>");
        sink.refuse(bad);
        kbsync.full();
        ids.subList(0, 3).forEach(site::trash);
        kbsync.full();

        post("/sites/demo/failures/retry", "id=" + bad);
        post("/sites/demo/failures/dismiss", "id=" + bad);
        post("/sites/demo/withheld/keep", "id=" + ids.get(0), "id=" + ids.get(1));
        post("/sites/demo/withheld/let-go");
        post("/sites/demo/redeliver", "space=ENG", "sink=http");
        console.basicPost("/api/sites/demo/redeliver?id=" + ids.get(3), Map.of());
        post("/sites/demo/sync", "kind=full", "allowRemovals=true");
        post("/sites", "url=other.atlassian.net");
        post("/sites/other/api-token", "email=bot@example.com", "token=secret-of-mine");
        post("/sites/other/spaces", "space=A", "space=B");
        post("/sites/other/remove");

        assertThat(kbsync.bean(Audit.class).deeds("", 0, 50))
                .extracting(
                        entry -> entry.site() + ": " + entry.kind().words() + " " + entry.detail())
                .containsExactly(
                        "other: site removed ",
                        "other: credential removed API token",
                        "other: spaces chosen A, B",
                        "other: API token stored for bot@example.com",
                        "other: site added https://other.atlassian.net",
                        "demo: sync ordered full, removals allowed",
                        "demo: delivered again 1 document, pages " + ids.get(3),
                        "demo: delivered again 5 documents, space ENG, sink http",
                        "demo: kept no more 2 pages, all there were",
                        "demo: kept 2 pages: " + ids.get(0) + ", " + ids.get(1),
                        "demo: dismissed 1 page: " + bad,
                        "demo: tried again 1 page: " + bad);
        assertThat(kbsync.bean(Audit.class).deeds("", 0, 50))
                .extracting(entry -> entry.actor())
                .containsOnly("admin");
    }
}
