package dev.kbsync.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.page.PageRef.Ancestor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentPathTest {

    @Test
    void aPathNamesSiteSpaceTitleAndId() {
        assertThat(path("Release notes 2.0")).isEqualTo("acme/ENG/Release-notes-2-0-42.md");
    }

    @Test
    void lettersOfEveryScriptStay() {
        assertThat(path("릴리즈 노트 – Überblick")).isEqualTo("acme/ENG/릴리즈-노트-Überblick-42.md");
    }

    @ParameterizedTest
    @CsvSource({
        "\u26a0\ufe0f Read me, Read-me",
        "1\ufe0f\u20e3 First, 1\u20e3-First",
        "Donau\u00adschiff, Donauschiff",
        "\u200bmast\u2060head\ufeff, masthead",
        "\u2764\ufe0f, untitled",
        "\u3164\u115f, untitled"
    })
    void whatNobodySeesIsInNoName(String title, String name) {
        assertThat(path(title)).isEqualTo("acme/ENG/" + name + "-42.md");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "/absolute",
                "C:\\Windows\\system32",
                "a\0b",
                "line\nbreak",
                "..",
                ".",
                "",
                "   ",
                "CON",
                "trailing. ",
                "a/b: \"c\" <script>|?*",
                "\u202Egnp.exe"
            })
    void noTitleLeavesItsFolder(String title) {
        String path = path(title);

        Path folder = Path.of("/kb/acme/ENG");
        assertThat(Path.of("/kb").resolve(path).normalize().getParent()).isEqualTo(folder);
        assertThat(path).matches("acme/ENG/[\\p{L}\\p{M}\\p{N}-]+-42\\.md");
    }

    @Test
    void pagesLieInFoldersOfTheirAncestors() {
        DocumentPath tree = new DocumentPath("{space}/{ancestors}/{title}-{id}");
        PageRef page =
                TestPages.below(
                        TestPages.page("42"),
                        new Ancestor("1", "Home"),
                        new Ancestor("2", "../a/b"),
                        new Ancestor("3", "CON"),
                        new Ancestor("4", "..."));
        PageRef other = TestPages.below(TestPages.page("7"), new Ancestor("1", "Home"));

        assertThat(tree.of("acme", page, Format.MARKDOWN))
                .isEqualTo("acme/ENG/Home/a-b/CON_/untitled/Page-42-42.md");
        assertThat(tree.between(page, other, Format.MARKDOWN)).isEqualTo("../../../Page-7-7.md");
        assertThat(tree.of("acme", TestPages.below(page), Format.MARKDOWN))
                .isEqualTo("acme/ENG/Page-42-42.md");
    }

    /** The ledger keeps no more of a page's ancestors than that. */
    @Test
    void whatAncestorsAddToAPathMakesTheSamePathAgain() {
        DocumentPath tree = new DocumentPath("{ancestors}/{id}");
        PageRef page =
                TestPages.below(
                        TestPages.page("42"),
                        IntStream.range(0, 40)
                                .mapToObj(i -> new Ancestor("" + i, "漢- /".repeat(i * 3)))
                                .toArray(Ancestor[]::new));
        PageRef known =
                TestPages.below(
                        page,
                        Stream.of(tree.above(page).split("/", -1))
                                .map(name -> new Ancestor("", name))
                                .toArray(Ancestor[]::new));

        String path = tree.of("acme", page, Format.MARKDOWN);

        assertThat(tree.of("acme", known, Format.MARKDOWN)).isEqualTo(path);
        assertThat(path.getBytes(StandardCharsets.UTF_8).length).isLessThan(2500);
        assertThat(DocumentPath.DEFAULT.above(page)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ancestors}",
                "{id}/{ancestors}",
                "{ancestors}/{space}/{ancestors}/{id}",
                "x{ancestors}/{id}",
                "{ancestors}/{title}"
            })
    void ancestorsAreFoldersAndNothingElse(String pattern) {
        assertThatThrownBy(() -> new DocumentPath(pattern))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLongTitleIsCutBetweenCodePoints() {
        String name = Path.of(path("𝔸🎉漢".repeat(200))).getFileName().toString();

        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThan(200);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(name)).isTrue();
    }

    @Test
    void aHostileSpaceKeyStaysOneFolder() {
        PageRef ref = TestPages.in(TestPages.page("42"), "../~712020:ab");

        assertThat(DocumentPath.DEFAULT.of("acme", ref, Format.TEXT))
                .isEqualTo("acme/---~712020-ab/Page-42-42.txt");
    }

    @Test
    void theNameIsMadeOfTheNamedParts() {
        assertThat(named("{id}")).isEqualTo("acme/42.md");
        assertThat(named("docs/{space}/{id}-{title}")).isEqualTo("acme/docs/ENG/42-Page-42.md");
        assertThat(named("{space}/{id}/{title}.v1")).isEqualTo("acme/ENG/42/Page-42.v1.md");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{space}/{title}",
                "{title}{id}",
                "{space}{id}-{title}",
                "{space}-{id}-{title}",
                "{id}-{author}",
                "{id}-{id}",
                "/{id}",
                "{id}/",
                "a//{id}",
                "../{id}",
                "./{id}",
                ".hidden/{id}",
                "a./{id}",
                "{id}.",
                "{id} ",
                " {id}",
                "a:b-{id}",
                "C:\\{id}",
                "{id}-*",
                "{id}-\n",
                "{id",
                "${body.ref.title}-{id}",
                "{id}-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void aPatternThatIsNotSafeOrNotUniqueIsRefused(String pattern) {
        assertThatThrownBy(() -> new DocumentPath(pattern))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CON", "aux", "Nul", "com1", "LPT9", "PRN"})
    void noFileOrFolderHasANameThatWindowsKeeps(String name) {
        PageRef page = TestPages.titled(TestPages.in(TestPages.page("42"), name), name);

        assertThat(DocumentPath.DEFAULT.of(name, page, Format.MARKDOWN))
                .isEqualTo(name + "_/" + name + "_/" + name + "-42.md");
        assertThat(new DocumentPath("{id}/{title}").of("acme", page, Format.TEXT))
                .isEqualTo("acme/42/" + name + "_.txt");
        assertThat(new DocumentPath("{title}.{id}").of("acme", page, Format.TEXT))
                .isEqualTo("acme/" + name + "_.42.txt");
    }

    @Test
    void composedAndDecomposedLettersAreOneName() {
        assertThat(path("Cafe\u0301")).isEqualTo(path("Caf\u00e9"));
    }

    @Test
    void everyNameFitsWhereNamesHave255Bytes() {
        PageRef page =
                TestPages.titled(
                        TestPages.in(TestPages.page("4".repeat(20)), "~" + "a".repeat(254)),
                        "漢".repeat(255));
        for (String pattern : new String[] {"{space}/{title}-{id}", "{space} {title} {id}"}) {
            String path = new DocumentPath(pattern).of("acme", page, Format.MARKDOWN);

            for (String name : path.split("/", -1)) {
                assertThat(("." + name + ".part").getBytes(StandardCharsets.UTF_8).length)
                        .isLessThanOrEqualTo(255);
            }
        }
    }

    @Test
    void neighboursFindEachOtherHoweverDeepTheyLie() {
        PageRef there = TestPages.in(TestPages.page("43"), "OPS");
        DocumentPath deep = new DocumentPath("{space}/{id}/{title}");

        assertThat(DocumentPath.DEFAULT.between(TestPages.page("42"), there, Format.MARKDOWN))
                .isEqualTo("../OPS/Page-43-43.md");
        assertThat(deep.between(TestPages.page("42"), there, Format.MARKDOWN))
                .isEqualTo("../../OPS/43/Page-43.md");
        assertThat(new DocumentPath("{id}").between(TestPages.page("42"), there, Format.MARKDOWN))
                .isEqualTo("43.md");
    }

    private static String named(String pattern) {
        return new DocumentPath(pattern).of("acme", TestPages.page("42"), Format.MARKDOWN);
    }

    private static String path(String title) {
        return DocumentPath.DEFAULT.of(
                "acme", TestPages.titled(TestPages.page("42"), title), Format.MARKDOWN);
    }
}
