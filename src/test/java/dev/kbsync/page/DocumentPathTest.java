package dev.kbsync.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void aLongTitleIsCutBetweenCodePoints() {
        String name = Path.of(path("𝔸🎉漢".repeat(200))).getFileName().toString();

        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThan(200);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(name)).isTrue();
    }

    @Test
    void aHostileSpaceKeyStaysOneFolder() {
        PageRef ref = TestPages.in(TestPages.page("42"), "../~712020:ab");

        assertThat(DocumentPath.of("acme", ref, Format.TEXT))
                .isEqualTo("acme/---~712020-ab/Page-42-42.txt");
    }

    private static String path(String title) {
        return DocumentPath.of(
                "acme", TestPages.titled(TestPages.page("42"), title), Format.MARKDOWN);
    }
}
