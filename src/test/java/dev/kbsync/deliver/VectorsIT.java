package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient;
import dev.kbsync.Instance;
import dev.kbsync.SettableClock;
import dev.kbsync.embed.EmbeddingServer;
import dev.kbsync.history.RunReport;
import dev.kbsync.run.Plan;
import dev.kbsync.run.RunStarter;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program with a sink of vectors: what an edit costs, and what another model does. */
@Timeout(120)
class VectorsIT {

    private static final int PORT = ConsoleClient.freePort();
    private static final int PAGES = 10;
    private static final int SECTIONS = 4;

    @TempDir private static Path data;
    private static ServerProcess chroma;

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final EmbeddingServer embeddings = new EmbeddingServer();
    private final Simulator atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
    private final SiteControl site = atlassian.control().site();
    private List<String> pages = List.of();

    @BeforeAll
    static void startChroma() {
        chroma =
                ServerProcess.startNode(
                        "chroma", List.of("" + PORT, data.toString()), data.resolve("log"), PORT);
    }

    @AfterAll
    static void stopChroma() {
        if (chroma != null) {
            chroma.close();
        }
    }

    @BeforeEach
    void addPages() {
        site.addSpace("ENG", "Engineering");
        pages =
                IntStream.range(0, PAGES)
                        .mapToObj(i -> site.addPage("ENG", "Page " + i, body("page " + i, "")))
                        .toList();
    }

    @AfterEach
    void stop() {
        atlassian.close();
        embeddings.close();
    }

    /** Sections of about two hundred tokens, so that each is a chunk. */
    private static String body(String of, String heading) {
        return IntStream.range(0, SECTIONS)
                .mapToObj(
                        i ->
                                "<h2>Section %d%s</h2><p>%s</p>"
                                        .formatted(
                                                i,
                                                i == 1 ? heading : "",
                                                sentences(of + " section " + i)))
                .collect(Collectors.joining());
    }

    private static String sentences(String of) {
        return IntStream.range(0, 25)
                .mapToObj(i -> "This is sentence number %d of %s.".formatted(i, of))
                .collect(Collectors.joining(" "));
    }

    private Instance.Builder instance() {
        Instance.Builder builder =
                Instance.in(folder)
                        .clock(clock)
                        .atlassian(atlassian)
                        .site(atlassian.sites().get(0))
                        .set("kbsync.deliver.to", "chroma")
                        .set("kbsync.sinks.chroma.url", "http://127.0.0.1:" + PORT);
        embeddings.settings().forEach(builder::set);
        return builder;
    }

    private int embedded() {
        int count = embeddings.texts().size();
        embeddings.requests().clear();
        return count;
    }

    private int afterChanges(Instance kbsync) {
        clock.advance(Duration.ofMinutes(10));
        assertThat(kbsync.changes().state()).isEqualTo(RunReport.State.COMPLETE);
        return embedded();
    }

    @Test
    void anEditCostsWhatItChangesAndAnotherModelEverything() {
        try (Instance kbsync = instance().start()) {
            assertThat(kbsync.full().total().delivered()).isEqualTo(PAGES);
            assertThat(embeddings.requests().size()).as("requests").isLessThan(PAGES);
            assertThat(embedded()).as("first sync").isEqualTo(PAGES * SECTIONS);

            site.edit(
                    pages.get(3), body("page 3", "").replace("number 7 of page 3 section 2", "X"));
            assertThat(afterChanges(kbsync)).as("one edited sentence").isEqualTo(1);

            site.edit(pages.get(4), body("page 4", " renamed"));
            assertThat(afterChanges(kbsync)).as("one renamed heading").isEqualTo(1);

            site.label(pages.get(5), "ops");
            clock.advance(Duration.ofMinutes(10));
            assertThat(kbsync.full().total().delivered()).isEqualTo(1);
            assertThat(embedded()).as("a label").isZero();

            site.rename(pages.get(6), "Another title");
            assertThat(afterChanges(kbsync)).as("a renamed page").isEqualTo(SECTIONS);
        }
        try (Instance kbsync =
                instance().set("kbsync.embeddings.passage-prefix", "passage: ").start()) {
            List<Plan.Step> steps = new ArrayList<>();
            kbsync.bean(RunStarter.class).plan("demo", RunKind.FULL, false, steps::add);
            assertThat(steps).hasSize(PAGES).allMatch(step -> step.verb() == Plan.Verb.UPSERT);
            assertThat(
                            kbsync.bean(EmbeddingEstimates.class)
                                    .of(
                                            "chroma",
                                            steps.stream()
                                                    .map(step -> step.ref().documentId())
                                                    .toList()))
                    .matches(
                            "sink \"chroma\": 10 documents to embed with hashed-words, at most about \\d{1,2},\\d{3} tokens; .*");
            assertThat(embedded()).as("a plan").isZero();

            assertThat(kbsync.full().total().delivered()).isEqualTo(PAGES);
            assertThat(embedded()).as("another prefix").isEqualTo(PAGES * SECTIONS);
            assertThat(kbsync.full().total().delivered()).isZero();
        }
    }
}
