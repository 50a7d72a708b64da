package dev.kbsync.search;

import static dev.kbsync.search.TestIndex.delivery;
import static dev.kbsync.search.TestIndex.list;
import static dev.kbsync.search.TestIndex.page;
import static dev.kbsync.search.TestIndex.restricted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.page.Details;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

class PassageFinderTest {

    @TempDir private Path folder;
    private SearchIndex index;
    private PassageFinder finder;

    @BeforeEach
    void open() {
        index = TestIndex.in(folder, "");
        finder = new PassageFinder(index);
    }

    @AfterEach
    void close() throws IOException {
        index.destroy();
    }

    private void store(PageRef ref, String... texts) throws IOException {
        assertThat(index.write(List.of(delivery(ref, "acme", texts)))).isEmpty();
    }

    private List<String> ask(String question, String... readers) throws IOException {
        return ask(question, new Scope(List.of(readers), List.of()));
    }

    private List<String> ask(String question, Scope scope) throws IOException {
        return finder.find(new Question(question, "", List.of(), 20), scope).stream()
                .map(Passage::title)
                .toList();
    }

    @Test
    void aPassageLeadsToItsPlace() throws IOException {
        store(page("1", "Pumps"), "How to start it.", "The fuse of the pump is K2-17.");
        store(page("2", "Wells"), "No fuse here.");

        Passage best =
                finder.find(
                                new Question("Which fuse does the pump have?", "", List.of(), 5),
                                Scope.EVERYBODY)
                        .get(0);

        assertThat(best.chunk()).isEqualTo(best.document() + "#1");
        assertThat(best.url()).endsWith("#s1");
        assertThat(best.breadcrumb()).containsExactly("ENG", "Pumps");
        assertThat(best.site()).isEqualTo("acme");
        assertThat(best.excerpt().pieces())
                .filteredOn(Excerpt.Piece::hit)
                .extracting(Excerpt.Piece::text)
                .containsExactly("fuse", "pump");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pool size of max_pool_size | Identifiers",
                "maxPoolSize | Identifiers",
                "MAX_POOL_SIZE | Identifiers",
                "2.3.1 | Versions",
                "v2.3.1 | Versions",
                "設定 | Japanese",
                "API | Korean",
                "설정 | Korean",
                "cafe | French",
                "cafe\u0301 | French",
                "\"exactly these words\" | Phrase",
            })
    void whateverTheScriptItIsFound(String question, String title) throws IOException {
        store(page("1", "Identifiers"), "Set max_pool_size to ten.");
        store(page("2", "Versions"), "Since v2.3.1 it is on.");
        store(page("3", "Japanese"), "配置の設定手順です。");
        store(page("4", "Korean"), "먼저 API를 설정하세요.");
        store(page("5", "French"), "Le café est fermé.");
        store(page("6", "Phrase"), "There are exactly these words.");
        store(page("7", "No phrase"), "These words are not exactly so.");

        assertThat(ask(question)).first().isEqualTo(title);
    }

    @Test
    void aPhraseHasToStandTogether() throws IOException {
        store(page("1", "Phrase"), "There are exactly these words.");
        store(page("2", "No phrase"), "These words are not exactly so.");

        assertThat(ask("\"exactly these words\"")).containsExactly("Phrase");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\"\"",
                "((",
                "a AND",
                "-x",
                "*",
                "~2",
                "field:value",
                "\\",
                "[a TO",
                "^9",
                "?",
                "the",
                "\u0000",
                "\uD800",
                "a\u202Eb"
            })
    void noQuestionIsRefused(String question) throws IOException {
        store(page("1", "One"), "a value of the x");

        assertThat(ask(question)).hasSizeLessThanOrEqualTo(1);
        assertThat(ask(question + " value")).isNotNull();
    }

    @Test
    void aLongQuestionIsNoBurden() throws IOException {
        store(page("1", "One"), "needle");

        assertThat(ask("needle " + "word \"and a phrase\" ".repeat(50_000))).isEmpty();
        assertThat(ask("needle " + "other words ".repeat(50_000))).containsExactly("One");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n"})
    void anEmptyQuestionIsRefused(String question) {
        assertThatThrownBy(() -> new Question(question, "", List.of(), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Question("x", "", List.of(), 101))
                .hasMessage("The limit is 101; it must be from 1 to 100.");
    }

    @Test
    void aRestrictedDocumentIsFoundByThoseWhoAreOnEveryList() throws IOException {
        store(page("1", "Open"), "treasure");
        store(restricted("2", list(List.of("ann"), List.of())), "treasure");
        store(
                restricted(
                        "3",
                        list(List.of("ann"), List.of("crew")),
                        list(List.of("bob"), List.of())),
                "treasure");

        assertThat(ask("treasure")).containsExactly("Open");
        assertThat(ask("treasure", "ann")).containsExactlyInAnyOrder("Open", "Secret 2");
        assertThat(ask("treasure", "bob")).containsExactly("Open");
        assertThat(ask("treasure", "bob", "crew")).containsExactlyInAnyOrder("Open", "Secret 3");
        assertThat(ask("treasure", "bob", "crew-name"))
                .containsExactlyInAnyOrder("Open", "Secret 3");
        assertThat(ask("treasure", "somebody")).containsExactly("Open");
    }

    /** People choose what they are called. */
    @Test
    void theNameOfAPersonOpensNothing() throws IOException {
        store(restricted("2", list(List.of("ann"), List.of())), "treasure");

        assertThat(ask("treasure", "name of ann")).isEmpty();
    }

    @Test
    void whatNobodyMayReadIsNeverFound() throws IOException {
        store(page("1", "Unknown").with(Access.UNKNOWN, Details.NONE), "treasure");
        store(
                page("2", "Half known")
                        .with(
                                Access.UNKNOWN,
                                Details.NONE.readBy(List.of(list(List.of("ann"), List.of())))),
                "treasure");
        store(restricted("3"), "treasure");
        store(
                restricted("4", list(List.of("ann"), List.of()), list(List.of(), List.of())),
                "treasure");

        assertThat(ask("treasure")).isEmpty();
        assertThat(ask("treasure", "ann")).isEmpty();
        assertThat(finder.spaces(new Scope(List.of("ann"), List.of()))).isEmpty();
        assertThat(
                        finder.document(
                                page("3", "").documentId(), new Scope(List.of("ann"), List.of())))
                .isEmpty();
    }

    @Test
    void aPageThatIsRestrictedLaterIsGone() throws IOException {
        store(page("2", "Secret 2"), "treasure");
        assertThat(ask("treasure")).hasSize(1);

        store(restricted("2", list(List.of("ann"), List.of())), "treasure");

        assertThat(ask("treasure")).isEmpty();
        assertThat(ask("treasure", "ann")).hasSize(1);
    }

    @Test
    void spacesAndSitesNarrowWhatIsFound() throws IOException {
        index.write(
                List.of(
                        delivery(page("1", "Here"), "acme", "treasure"),
                        delivery(page("2", "There"), "beta", "treasure")));

        assertThat(finder.find(new Question("treasure", "beta", List.of(), 5), Scope.EVERYBODY))
                .extracting(Passage::title)
                .containsExactly("There");
        assertThat(finder.find(new Question("treasure", "", List.of("eng"), 5), Scope.EVERYBODY))
                .hasSize(2);
        assertThat(finder.find(new Question("treasure", "", List.of("OPS"), 5), Scope.EVERYBODY))
                .isEmpty();
        assertThat(ask("treasure", new Scope(List.of(), List.of("acme/ENG"))))
                .containsExactly("Here");
        assertThat(ask("treasure", new Scope(List.of(), List.of("OPS")))).isEmpty();
        assertThat(finder.spaces(Scope.EVERYBODY))
                .containsExactly(
                        new FoundSpace("acme", "ENG", 1), new FoundSpace("beta", "ENG", 1));
    }

    @Test
    void pagesAreFoundByWhatTheySayOfThemselves() throws IOException {
        store(page("1", "Mine").saying(Map.of("owner", "Ada Lovelace", "status", "LIVE")), "pump");
        store(page("2", "Hers").saying(Map.of("owner", "Ada")), "pump");
        store(page("3", "Nobody's"), "pump");

        assertThat(withProperty("owner: ada lovelace")).containsExactly("Mine");
        assertThat(withProperty(" property.Owner:Ada ")).containsExactly("Hers");
        assertThat(withProperty("owner: nobody")).isEmpty();
        assertThat(withProperty("")).hasSize(3);
    }

    private List<String> withProperty(String property) throws IOException {
        return finder
                .find(new Question("pump", "", List.of(), property, 5), Scope.EVERYBODY)
                .stream()
                .map(Passage::title)
                .toList();
    }

    @Test
    void aWholeDocumentIsReadAsItWasDelivered() throws IOException {
        store(page("1", "Pumps"), "First.", "Second.");

        assertThat(finder.document(page("1", "").documentId(), Scope.EVERYBODY))
                .hasValueSatisfying(
                        document -> assertThat(document.text()).isEqualTo("First.\n\nSecond.\n"));
        assertThat(finder.document("nothing", Scope.EVERYBODY)).isEmpty();
    }

    @Test
    void anotherProcessSeesWhatIsWrittenAndAnIndexThatIsMadeAnew() throws IOException {
        SearchIndex other = TestIndex.in(folder, "");
        PassageFinder reader = new PassageFinder(other);
        Question question = new Question("treasure", "", List.of(), 5);
        assertThatThrownBy(() -> reader.find(question, Scope.EVERYBODY))
                .isInstanceOf(MissingIndexException.class)
                .hasMessageContaining("add \"search\" to kbsync.deliver.to");
        assertThat(folder.resolve("search")).doesNotExist();

        store(page("1", "One"), "treasure");
        assertThat(reader.find(question, Scope.EVERYBODY)).hasSize(1);
        store(page("2", "Two"), "treasure");
        assertThat(reader.find(question, Scope.EVERYBODY)).hasSize(2);

        FileSystemUtils.deleteRecursively(folder.resolve("search"));
        assertThatThrownBy(() -> reader.find(question, Scope.EVERYBODY))
                .isInstanceOf(MissingIndexException.class);
        store(page("3", "Three"), "treasure");
        assertThat(reader.find(question, Scope.EVERYBODY))
                .extracting(Passage::title)
                .containsExactly("Three");
        other.destroy();
    }

    @Test
    void anExcerptIsShortAndWholeCharacters() throws IOException {
        store(page("1", "Long"), "𝒳".repeat(3000) + " needle " + "漢".repeat(3000));

        Excerpt excerpt =
                finder.find(new Question("needle", "", List.of(), 1), Scope.EVERYBODY)
                        .get(0)
                        .excerpt();

        assertThat(excerpt.text())
                .contains("needle")
                .hasSizeLessThan(400)
                .startsWith("…")
                .endsWith("…");
        assertThat(excerpt.text().codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000)).isTrue();
    }

    @Test
    void whatIsRefusedFailsAlone() throws IOException {
        PageRef bad = restricted("9", list(List.of("x".repeat(40_000)), List.of()));

        Map<String, Exception> refused =
                index.write(
                        List.of(
                                delivery(page("1", "Good"), "acme", "treasure"),
                                delivery(bad, "acme", "treasure"),
                                delivery(page("2", "Good too"), "acme", "treasure")));

        assertThat(refused).containsOnlyKeys(bad.documentId());
        assertThat(ask("treasure")).hasSize(2);
    }
}
