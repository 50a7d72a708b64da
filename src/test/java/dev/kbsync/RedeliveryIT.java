package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A knowledge base that was lost, moved or named otherwise is filled again, and nothing stays. */
class RedeliveryIT {

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final KnowledgeBase http = new KnowledgeBase();
    private Simulator atlassian;
    private SiteControl site;
    private Instance kbsync;
    private String guide = "";
    private String notes = "";

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        guide = site.addPage("ENG", "Guide", "<p>g</p>");
        notes = site.addPage("ENG", "Notes", "<p>n</p>");
        kbsync = instance().start();
    }

    @AfterEach
    void stop() {
        kbsync.close();
        atlassian.close();
        http.close();
    }

    private Instance.Builder instance() {
        return Instance.in(folder).clock(clock).atlassian(atlassian).site(atlassian.sites().get(0));
    }

    private void restart(Instance.Builder builder) {
        kbsync.close();
        kbsync = builder.start();
    }

    @Test
    void aFullRunFillsAFolderThatWasEmptied() throws IOException {
        kbsync.full();
        Files.delete(folder.resolve("kb/demo/ENG/Guide-" + guide + ".md"));

        RunReport one = kbsync.full();
        Files.move(folder.resolve("kb"), folder.resolve("elsewhere"));
        RunReport all = kbsync.full();

        assertThat(one.total().delivered()).isEqualTo(1);
        assertThat(one.total().unchanged()).isEqualTo(1);
        assertThat(all.total().delivered()).isEqualTo(2);
        assertThat(kbsync.files()).hasSize(2);
        assertThat(kbsync.full().total().unchanged()).isEqualTo(2);
    }

    @Test
    void anotherFolderIsAnotherSinkAndTheFormerOneIsRightWhenItIsBack() throws IOException {
        String gone = site.addPage("ENG", "Gone", "<p>x</p>");
        kbsync.full();
        Path second = folder.resolve("second");
        restart(instance().set("kbsync.deliver.file.folder", second));

        assertThat(kbsync.changes().total().delivered()).isEqualTo(3);
        assertThat(names(second)).hasSize(3);
        assertThat(kbsync.changes().total().delivered()).isZero();

        site.rename(guide, "Handbook");
        site.edit(notes, "<p>new</p>");
        site.trash(gone);
        kbsync.full();
        restart(instance());
        kbsync.full();

        assertThat(kbsync.files())
                .containsExactly(
                        "demo/ENG/Handbook-" + guide + ".md", "demo/ENG/Notes-" + notes + ".md");
        assertThat(kbsync.file(notes)).contains("new");
        assertThat(names(second)).hasSize(2);
        assertThat(kbsync.full().total().unchanged()).isEqualTo(2);
    }

    @Test
    void anotherAddressIsAnotherSink() {
        restart(
                instance()
                        .set("kbsync.deliver.to", "http")
                        .set("kbsync.deliver.http.url", http.url()));
        kbsync.full();
        http.takePut();
        try (KnowledgeBase rebuilt = new KnowledgeBase()) {
            restart(
                    instance()
                            .set("kbsync.deliver.to", "http")
                            .set("kbsync.deliver.http.url", rebuilt.url()));

            assertThat(kbsync.changes().good()).isTrue();

            assertThat(rebuilt.takePut()).containsExactlyInAnyOrder(guide, notes);
            assertThat(http.takePut()).isEmpty();
        }
    }

    @Test
    void anotherNameMovesEveryFileAndLeavesNothing() {
        site.addSpace("CON", "Contracts");
        String slashed = site.addPage("CON", "a/b: c", "<p>x</p>");
        kbsync.full();
        assertThat(kbsync.files()).contains("demo/CON_/a-b-c-" + slashed + ".md");
        restart(instance().set("kbsync.deliver.file.name", "{id}/{title}"));

        kbsync.changes();

        assertThat(kbsync.files())
                .containsExactlyInAnyOrder(
                        "demo/" + guide + "/Guide.md",
                        "demo/" + notes + "/Notes.md",
                        "demo/" + slashed + "/a-b-c.md");
        assertThat(folder.resolve("kb/demo/ENG")).doesNotExist();
        site.trash(slashed);
        kbsync.full();
        assertThat(kbsync.files()).hasSize(2);
        assertThat(folder.resolve("kb/demo/" + slashed)).doesNotExist();
    }

    @Test
    void aPageThatMovesTakesThoseBelowItAlongAndLinksFollow() {
        String link =
                "<ac:link><ri:page ri:content-title=\"Leaf\"/><ac:link-body>leaf</ac:link-body></ac:link>";
        String branch = site.addPage("ENG", "Branch", "<p>b</p>", guide);
        String leaf = site.addPage("ENG", "Leaf", "<p>l</p>", branch);
        site.edit(notes, "<p>" + link + "</p>");
        restart(
                instance()
                        .set("kbsync.deliver.file.name", "{space}/{ancestors}/{title}-{id}")
                        .set("kbsync.convert.links", "file"));
        kbsync.full();
        assertThat(kbsync.files())
                .contains("demo/ENG/Guide/Branch/Leaf-" + leaf + ".md")
                .contains("demo/ENG/Guide-" + guide + ".md");
        assertThat(kbsync.file(notes)).contains("(Guide/Branch/Leaf-" + leaf + ".md)");

        site.move(branch, notes);
        kbsync.full();

        assertThat(kbsync.files())
                .containsExactlyInAnyOrder(
                        "demo/ENG/Guide-" + guide + ".md",
                        "demo/ENG/Notes-" + notes + ".md",
                        "demo/ENG/Notes/Branch-" + branch + ".md",
                        "demo/ENG/Notes/Branch/Leaf-" + leaf + ".md");
        assertThat(folder.resolve("kb/demo/ENG/Guide")).doesNotExist();
        assertThat(kbsync.file(notes)).contains("(Notes/Branch/Leaf-" + leaf + ".md)");
        site.trash(leaf);
        kbsync.full();
        assertThat(folder.resolve("kb/demo/ENG/Notes/Branch")).doesNotExist();
    }

    @Test
    void anotherProfileWritesTheFolderAnew() throws IOException {
        kbsync.full();
        restart(instance().set("kbsync.sinks.file.profile", "bedrock"));
        kbsync.changes();
        assertThat(kbsync.files())
                .hasSize(4)
                .contains("demo/ENG/Guide-" + guide + ".md.metadata.json");
        assertThat(kbsync.changes().total().delivered()).isZero();

        Files.delete(folder.resolve("kb/demo/ENG/Guide-" + guide + ".md.metadata.json"));
        assertThat(kbsync.full().total().delivered()).isEqualTo(1);
        site.rename(guide, "Handbook");
        kbsync.full();
        assertThat(kbsync.files())
                .hasSize(4)
                .contains("demo/ENG/Handbook-" + guide + ".md.metadata.json");

        restart(instance().set("kbsync.sinks.file.profile", "jsonl"));
        site.trash(notes);
        kbsync.full();
        assertThat(kbsync.files()).containsExactly("demo/ENG/Handbook-" + guide + ".jsonl");
    }

    @Test
    void aNameThatIsNotUniqueIsRefusedAtTheStart() {
        assertThatThrownBy(
                        () -> instance().set("kbsync.deliver.file.name", "{space}/{title}").start())
                .hasRootCauseInstanceOf(SetupException.class)
                .rootCause()
                .hasMessageStartingWith("kbsync.deliver.file.name={space}/{title} needs {id}");
    }

    @Test
    void somebodyElsesFileStaysAndThePageSaysSo() throws IOException {
        Path foreign = folder.resolve("kb/demo/ENG/Guide-" + guide + ".md");
        Files.createDirectories(foreign.getParent());
        Files.writeString(foreign, "mine");

        RunReport report = kbsync.full();

        assertThat(report.total().failed()).isEqualTo(1);
        assertThat(foreign).hasContent("mine");
        Files.delete(foreign);
        assertThat(kbsync.full().total().delivered()).isEqualTo(1);
    }

    @Test
    void aLedgerThatWasLostIsMadeAnewFromTheSameFolder() throws IOException {
        kbsync.full();
        kbsync.close();
        Files.move(folder.resolve("data"), folder.resolve("old-data"));
        kbsync = instance().start();

        assertThat(kbsync.full().total().delivered()).isEqualTo(2);
    }

    @Test
    void aPageThatARouteFiltersIsSkippedAndNotTriedForEver() throws IOException {
        site.label(guide, "internal");
        edit(
                "3-page",
                """
                              - recipientList:
                                  id: to-sinks
                                  description: "In: the delivery. Out: what each deliver-to-<name> route said of it"
                                  simple: "${variable.work.endpoints}"
                                  aggregationStrategy: "#bean:sinkResults"
                """,
                """
                              - filter:
                                  simple: "${variable.work.ref.labels} !contains 'internal'"
                                  steps:
                                    - recipientList:
                                        id: to-sinks
                                        simple: "${variable.work.endpoints}"
                                        aggregationStrategy: "#bean:sinkResults"
                """);
        assertFiltered();
    }

    @Test
    void aPageThatARouteStopsIsSkipped() throws IOException {
        site.label(guide, "internal");
        edit(
                "3-page",
                "              - setVariable: { id: stage-deliver, name: stage, constant: deliver }\n",
                """
                              - filter:
                                  simple: "${variable.work.ref.labels} contains 'internal'"
                                  steps:
                                    - stop: {}
                """);
        assertFiltered();
    }

    @Test
    void aPageThatASinksRouteFiltersIsSkipped() throws IOException {
        site.label(guide, "internal");
        edit(
                "4-deliver-to-file",
                "        - to:\n            id: to-folder\n",
                """
                        - choice:
                            when:
                              - simple: "${body.removal} == false && ${body.ref.labels} contains 'internal'"
                                steps: [ { log: { message: "internal" } } ]
                            otherwise:
                              steps:
                                - to: { uri: direct:folder }
                - route:
                    id: folder
                    description: The folder, for what is not filtered
                    errorHandler: { noErrorHandler: {} }
                    from:
                      uri: direct:folder
                      steps:
                        - to:
                """);
        assertFiltered();
    }

    /** One page of two is let go, whatever runs come, until it is not filtered any more. */
    private void assertFiltered() {
        restart(instance());
        RunReport first = kbsync.full();
        RunReport second = kbsync.full();
        RunReport third = kbsync.changes();

        assertThat(first.state()).isEqualTo(State.COMPLETE);
        assertThat(first.total().delivered()).isEqualTo(1);
        assertThat(first.total().skipped()).isEqualTo(1);
        assertThat(second.total().delivered()).isZero();
        assertThat(second.total().skipped()).isEqualTo(1);
        assertThat(second.total().failed()).isZero();
        assertThat(third.total().delivered()).isZero();
        assertThat(kbsync.files()).containsExactly("demo/ENG/Notes-" + notes + ".md");

        site.label(guide);
        assertThat(kbsync.full().total().delivered()).isEqualTo(1);
        site.trash(guide);
        kbsync.full();
        assertThat(kbsync.files()).hasSize(1);
    }

    private void edit(String name, String old, String text) throws IOException {
        Path route = folder.resolve("routes/" + name + ".camel.yaml");
        String before = Files.readString(route);
        assertThat(before).contains(old);
        Files.writeString(route, before.replace(old, text));
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
