package dev.kbsync.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.control.SiteControl.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a simulator starts with: the handbook, folders of files, generated pages. */
class SampleTest {

    private static SimulatorOptions options() {
        return new SimulatorOptions()
                .port(0)
                .clock(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    private static List<Shown> start(SimulatorOptions options) {
        try (Simulator simulator = Simulator.start(options)) {
            return simulator.control().site().content();
        }
    }

    @Test
    void theHandbookHoldsWhatRealSpacesHold() {
        try (Simulator simulator = Simulator.start(options())) {
            TestClient client = TestClient.of(simulator.url()).basic("simulator-token");
            JsonNode rows =
                    client.get("/wiki/api/v2/pages?limit=250&body-format=storage")
                            .json()
                            .path("results");
            String all = rows.toString();
            for (String part :
                    List.of(
                            "<h2>",
                            "<ol start=",
                            "rowspan=",
                            "colspan=",
                            "<ac:task-list>",
                            "<ac:layout>",
                            "ac:name=\\\"code\\\"",
                            "ac:name=\\\"noformat\\\"",
                            "ac:name=\\\"info\\\"",
                            "ac:name=\\\"warning\\\"",
                            "ac:name=\\\"expand\\\"",
                            "ac:name=\\\"status\\\"",
                            "ac:name=\\\"toc\\\"",
                            "ac:name=\\\"excerpt\\\"",
                            "ac:name=\\\"include\\\"",
                            "ac:name=\\\"details\\\"",
                            "ac:name=\\\"jira\\\"",
                            "ac:name=\\\"acme-",
                            "<ac:adf-extension>",
                            "<ac:image",
                            "<ac:caption>",
                            "<ri:attachment",
                            "<ri:user",
                            "<ri:page",
                            "<ri:blog-post",
                            "<ri:space",
                            "<ri:url",
                            "<ac:emoticon",
                            "<time ",
                            "&nbsp;",
                            "<ac:inline-comment-marker",
                            "]]]]><![CDATA[>",
                            "<ac:placeholder>")) {
                assertThat(all).contains(part);
            }
            for (JsonNode row : rows) {
                String view =
                        client.get(
                                        "/wiki/api/v2/pages/"
                                                + row.path("id").asText()
                                                + "?body-format=view")
                                .json()
                                .at("/body/view/value")
                                .asText();
                assertThat(view)
                        .as(row.path("title").asText())
                        .isNotBlank()
                        .doesNotContain("class=\"broken\"");
            }
            assertThat(client.titles("type = blogpost")).hasSize(1);
            assertThat(client.titles("type = attachment")).hasSize(4);
            assertThat(client.titles("type = comment")).hasSize(4);
            assertThat(client.titles("type = folder")).hasSize(1);
            assertThat(client.titles("title ~ passwd")).hasSize(1);
        }
    }

    @Test
    void everyLinkByTitleInTheHandbookLeadsSomewhere() {
        try (Simulator simulator = Simulator.start(options().scale(10))) {
            TestClient client = TestClient.of(simulator.url());
            simulator.control().site().content().stream()
                    .filter(shown -> shown.type().equals("page"))
                    .forEach(
                            shown ->
                                    assertThat(
                                                    client.get(
                                                                    "/wiki/spaces/"
                                                                            + shown.space()
                                                                            + "/pages/"
                                                                            + shown.id())
                                                            .body())
                                            .as(shown.title())
                                            .doesNotContain("class=\"missing\""));
        }
    }

    @Test
    void sitesHaveTheSameIds() {
        try (Simulator simulator = Simulator.start(options().sites(3).scale(5))) {
            List<List<Shown>> sites =
                    simulator.control().sites().stream()
                            .map(s -> s.content())
                            .collect(Collectors.toList());
            assertThat(sites.get(1)).isEqualTo(sites.get(0));
            assertThat(sites.get(2)).isEqualTo(sites.get(0));
            assertThat(simulator.sites().stream().map(s -> s.cloudId()).distinct()).hasSize(3);
            assertThat(simulator.sites().stream().map(s -> s.name()))
                    .containsExactly("demo", "second", "third");
        }
    }

    private static void write(Path folder, String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text, UTF_8);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Test
    void aFolderOfFilesIsASpaceOfPages(@TempDir Path temp) {
        Path folder = temp.resolve("my-docs 2");
        write(folder, "first.xhtml", "<p>1</p>");
        write(folder, "second.storage.xml", "<p>2</p>");
        write(folder, "third.xml", "<p>3</p>");
        write(folder, "4711/page.xhtml", "<p>4</p>");
        write(folder, "4711/page.html", "<p>rendered</p>");
        write(folder, "4711/expected.mdx", "# no");
        write(folder, "readme.md", "# no");
        write(
                folder,
                "export/entities.xml",
                "<?xml version=\"1.0\"?><hibernate-generic></hibernate-generic>");
        write(folder, "a/input.xml", "<p>5</p>");
        write(folder, "b/input.xml", "<p>6</p>");
        write(folder, "c/Input.xml", "<p>7</p>");
        List<Shown> pages = start(options().handbook(false).pages(folder));
        assertThat(pages.stream().map(Shown::title))
                .containsExactlyInAnyOrder(
                        "first", "second", "third", "4711", "input (a)", "input (b)", "Input");
        assertThat(pages.stream().map(Shown::space).distinct()).containsExactly("MYDOCS2");
    }

    @Test
    void foldersOfTheSameNameAreDifferentSpaces(@TempDir Path temp) {
        write(temp, "a/docs/x.xhtml", "<p>1</p>");
        write(temp, "b/docs/x.xhtml", "<p>2</p>");
        List<Shown> pages =
                start(
                        options()
                                .handbook(false)
                                .pages(temp.resolve("a/docs"))
                                .pages(temp.resolve("b/docs")));
        assertThat(pages.stream().map(Shown::space)).containsExactly("DOCS", "DOCS2");
    }

    @Test
    void generatedPagesAreAlwaysTheSame() {
        try (Simulator simulator = Simulator.start(options().handbook(false).scale(500))) {
            TestClient client = TestClient.of(simulator.url()).basic("simulator-token");
            JsonNode rows =
                    client.get(
                                    "/wiki/api/v2/pages?limit=250&body-format=storage&sort=modified-date")
                            .json()
                            .path("results");
            assertThat(rows).hasSize(250);
            for (JsonNode row : rows) {
                assertThat(row.at("/body/storage/value").asText().length())
                        .isBetween(2_000, 16_000);
                assertThat(row.at("/version/createdAt").asText())
                        .isBetween("2023-06-01", "2025-06-01T08");
            }
            JsonNode again =
                    client.get(
                                    "/wiki/api/v2/pages?limit=250&body-format=storage&sort=modified-date")
                            .json()
                            .path("results");
            assertThat(again).isEqualTo(rows);
            assertThat(client.get("/wiki/api/v2/spaces").rows("/key")).containsExactly("SCALE");
            String root = client.get("/wiki/api/v2/pages?limit=1").rows("/id").get(0);
            assertThat(client.get("/wiki/api/v2/pages/" + root + "/direct-children").rows("/id"))
                    .hasSize(10);
            assertThat(
                            client.search("type = page and space = SCALE")
                                    .json()
                                    .path("totalSize")
                                    .asInt())
                    .isEqualTo(500);
        }
    }

    @Test
    void aRestartChangesNoTimeThatContentWasMadeOrSaved() {
        String first = newest("2026-11-22T12:34:56Z");
        assertThat(newest("2026-11-27T01:02:03Z")).isEqualTo(first).contains("createdAt");
    }

    private String newest(String now) {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        try (Simulator simulator = Simulator.start(options().scale(5).clock(clock))) {
            TestClient client = TestClient.of(simulator.url()).basic("simulator-token");
            return client.get("/wiki/api/v2/pages?sort=-modified-date&limit=250")
                            .json()
                            .path("results")
                            .toString()
                    + client.get("/wiki/api/v2/spaces").json().path("results");
        }
    }

    @Test
    void manyClientsAtOnceGetWholeAnswersWhileContentChanges() {
        try (Simulator simulator = Simulator.start(options().handbook(false).scale(300))) {
            TestClient client = TestClient.of(simulator.url()).basic("simulator-token");
            List<Integer> sizes =
                    Stream.iterate(0, i -> i + 1)
                            .limit(60)
                            .parallel()
                            .map(
                                    i -> {
                                        if (i % 10 == 0) {
                                            simulator
                                                    .control()
                                                    .site()
                                                    .addPage("SCALE", "Page " + i, "<p/>");
                                        }
                                        return client.search(
                                                        "type = page order by lastmodified",
                                                        "limit=50",
                                                        "expand=content.body.storage")
                                                .rows("/content/id")
                                                .size();
                                    })
                            .toList();
            assertThat(sizes).hasSize(60).containsOnly(50);
        }
    }
}
