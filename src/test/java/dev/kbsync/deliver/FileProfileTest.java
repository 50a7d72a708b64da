package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.page.Census;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Details;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.page.Readers;
import dev.kbsync.page.Readers.Group;
import dev.kbsync.page.Readers.User;
import dev.kbsync.page.TestPages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

class FileProfileTest {

    private static final String PATH = "acme/ENG/Page-42.md";
    private static final PageRef PAGE = TestPages.page("42");

    private final FileShelf shelf = new FileShelf();
    private final Deliveries deliveries = new Deliveries(new ConverterTag("c1"));

    @TempDir private Path kb;

    @Test
    void notesHaveTagsThatObsidianTakes() {
        PageRef ref = labelled("2024", "how to", "a&b", "run/book");
        Map<String, Object> matter = matter(written(FileProfile.OBSIDIAN, ref, "text\n"));

        assertThat(matter)
                .containsEntry("aliases", List.of("Page 42"))
                .containsEntry("tags", List.of("_2024", "a-b", "how-to", "run/book"))
                .containsEntry("id", PAGE.documentId())
                .containsEntry("space", "ENG");
    }

    @Test
    void hugoFindsItsOwnKeysAndTheOthersUnderParams() {
        String file = written(FileProfile.HUGO, labelled("2024"), "text\n");
        Map<String, Object> matter = matter(file);

        assertThat(matter).containsOnlyKeys("title", "date", "lastmod", "params", "tags");
        assertThat(matter).containsEntry("tags", List.of("2024"));
        assertThat((Map<?, ?>) matter.get("params"))
                .extracting("id", "type", "path")
                .containsExactly(PAGE.documentId(), "page", "Home");
        assertThat(file).doesNotContain("# Page 42").endsWith("---\n\ntext\n");
    }

    @ParameterizedTest
    @CsvSource({
        "{{< toc >}}, {{</* toc */>}}",
        "{{% note %}}x{{% /note %}}, {{%/* note */%}}x{{%/* /note */%}}",
        "{{< no end, {\u200B{< no end",
        "{{< a {{< b >}}, {\u200B{< a {{</* b */>}}",
        "{{</* shown */>}}, {\u200B{</* shown */>}}",
        "{{ .Title }}, {{ .Title }}"
    })
    void hugoRunsNoShortcodeThatAPageShows(String text, String written) {
        assertThat(written(FileProfile.HUGO, PAGE, text)).endsWith("\n" + written);
    }

    @Test
    void mkdocsFindsTags() {
        assertThat(matter(written(FileProfile.MKDOCS, labelled("2024"), "text\n")))
                .containsEntry("title", "Page 42")
                .containsEntry("tags", List.of("2024"))
                .containsEntry("id", PAGE.documentId());
    }

    @Test
    void bedrockGetsScalarsInTenKilobytes() throws IOException {
        PageRef ref = TestPages.titled(labelled("a", "b"), "漢".repeat(20_000));
        String sidecar = Sidecars.bedrock(upsert(ref, "text\n"));
        JsonNode attributes = new ObjectMapper().readTree(sidecar).path("metadataAttributes");

        assertThat(sidecar.getBytes(StandardCharsets.UTF_8).length).isLessThan(10 * 1024);
        assertThat(attributes).isNotEmpty().allMatch(JsonNode::isValueNode);
        assertThat(attributes.path("id").asText()).isEqualTo(PAGE.documentId());
        assertThat(attributes.path("labels").asText()).isEqualTo("a, b");
    }

    @Test
    void kendraAdmitsWhoIsOnEveryList() throws IOException {
        PageRef ref =
                restricted(
                        readers(List.of("ada", "bob"), List.of("g1", "g2")),
                        readers(List.of("bob", "eve"), List.of("g2")));
        JsonNode sidecar = new ObjectMapper().readTree(Sidecars.kendra(upsert(ref, "text\n")));

        assertThat(sidecar.path("AccessControlList").findValuesAsText("Name"))
                .containsExactly("bob", "g2");
    }

    @Test
    void kendraGetsNoDocumentThatNobodyMayRead() {
        PageRef ref =
                restricted(readers(List.of("ada"), List.of()), readers(List.of("eve"), List.of()));

        assertThatThrownBy(() -> Sidecars.kendra(upsert(ref, "text\n")))
                .isInstanceOf(SinkAnswerException.class)
                .hasMessageContaining("on every list");
    }

    @Test
    void aLineOfJsonHoldsTheWholeDocument() throws IOException {
        String line = written(FileProfile.JSONL, PAGE, "a\n\"b\"\u2028\n");
        JsonNode json = new ObjectMapper().readTree(line);

        assertThat(line.chars().filter(c -> c == '\n')).hasSize(1);
        assertThat(json.path("text").asText()).isEqualTo("a\n\"b\"\u2028\n");
        assertThat(json.path("url").asText()).isEqualTo(PAGE.webUrl());
        assertThat(json.path("metadata").path("labels").get(0).asText()).isEqualTo("howto");
    }

    @ParameterizedTest
    @EnumSource
    void aRenamedDocumentTakesItsFilesAlong(FileProfile profile) throws IOException {
        deliver(profile, upsert(PAGE, "text\n"));
        assertThat(files()).hasSameSizeAs(profile.parts());

        deliver(profile, upsert(PAGE, "text\n", "acme/NEW/Renamed-42.md", List.of(PATH)));
        assertThat(files())
                .hasSameSizeAs(profile.parts())
                .allMatch(file -> file.startsWith("acme/NEW/Renamed-42."));

        deliver(profile, removal("acme/NEW/Renamed-42.md", List.of("acme/NEW/Renamed-42.md")));
        assertThat(kb).isEmptyDirectory();
    }

    /** What the ledger knows of files is worth nothing then: they were of another profile. */
    @ParameterizedTest
    @EnumSource
    void anotherProfileLeavesNothingOfTheOneBefore(FileProfile before) throws IOException {
        for (FileProfile after : FileProfile.values()) {
            deliver(before, upsert(PAGE, "text\n"));
            deliver(after, upsert(PAGE, "text\n"));
            assertThat(files())
                    .as("%s after %s", after, before)
                    .containsExactlyInAnyOrderElementsOf(after.paths(PATH));

            deliver(before, upsert(PAGE, "text\n"));
            deliver(after, upsert(PAGE, "text\n", "acme/Moved-42.md", List.of(PATH)));
            assertThat(files())
                    .as("%s after %s, moved", after, before)
                    .containsExactlyInAnyOrderElementsOf(after.paths("acme/Moved-42.md"));

            deliver(after, removal("acme/Moved-42.md", List.of()));
            assertThat(kb).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesOfOthersStayWhateverTheirNames(FileProfile profile) throws IOException {
        List<String> names =
                Stream.of(FileProfile.values())
                        .flatMap(any -> any.paths(PATH).stream())
                        .distinct()
                        .filter(name -> !profile.paths(PATH).contains(name))
                        .toList();
        for (String name : names) {
            put(name, "mine");
        }

        deliver(profile, upsert(PAGE, "text\n"));
        deliver(profile, removal(PATH, List.of(PATH)));

        assertThat(files()).containsExactlyInAnyOrderElementsOf(names);
    }

    /** Whichever of the files it is: none of the others is written. */
    @ParameterizedTest
    @EnumSource
    void aFileOfOthersIsNotOverwritten(FileProfile profile) throws IOException {
        for (String name : profile.paths(PATH)) {
            put(name, "mine");

            assertThatThrownBy(() -> deliver(profile, upsert(PAGE, "text\n")))
                    .isInstanceOf(InTheWayException.class);

            assertThat(files()).containsExactly(name);
            Files.delete(kb.resolve(name));
        }
    }

    private void deliver(FileProfile profile, Delivery delivery) throws IOException {
        if (!delivery.isRemoval()) {
            shelf.write(kb.toString(), profile.word(), delivery);
        }
        shelf.tidy(kb.toString(), profile.word(), delivery);
    }

    private String written(FileProfile profile, PageRef ref, String text) {
        List<FileProfile.Part> parts = profile.parts();
        return parts.get(parts.size() - 1).content().apply(upsert(ref, text));
    }

    private static Map<String, Object> matter(String file) {
        return new Yaml().load(file.substring(4, file.indexOf("\n---\n")));
    }

    private void put(String path, String text) throws IOException {
        Path file = kb.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(kb)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> kb.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static PageRef labelled(String... labels) {
        return TestPages.labelled(PAGE, labels);
    }

    private static PageRef restricted(Readers... readers) {
        return TestPages.details(PAGE, new Details("", null, List.of(readers)));
    }

    private static Readers readers(List<String> users, List<String> groups) {
        return new Readers(
                "1",
                "Home",
                users.stream().map(id -> new User(id, "")).toList(),
                groups.stream().map(id -> new Group(id, "")).toList());
    }

    private Delivery upsert(PageRef ref, String text) {
        return upsert(ref, text, PATH, List.of());
    }

    private Delivery upsert(PageRef ref, String text, String path, List<String> former) {
        return deliveries.of(
                new PageWork(
                        ref, Verdict.UPSERT, "", true, "", List.of("kb"), path, former, List.of()),
                "acme",
                new Document(ref, Format.MARKDOWN, text, text, List.of(), Census.EMPTY));
    }

    private Delivery removal(String path, List<String> own) {
        return deliveries.of(
                new PageWork(
                        PAGE,
                        Verdict.REMOVE,
                        "deleted",
                        true,
                        null,
                        List.of("kb"),
                        path,
                        List.of(),
                        own),
                "acme",
                null);
    }
}
