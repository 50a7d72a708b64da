package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.page.Census;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.TestPages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileShelfTest {

    private static final String PATH = "acme/ENG/Page-42.md";
    private static final PageRef PAGE = TestPages.page("42");
    private static final String OURS =
            "---\ntitle: \"x\"\nid: \"" + PAGE.documentId() + "\"\n---\nold text";

    @TempDir private Path folder;
    private final FileShelf shelf = new FileShelf();
    private Path kb;
    private Path outside;

    @BeforeEach
    void folders() throws IOException {
        kb = Files.createDirectory(folder.resolve("kb"));
        outside = Files.createDirectory(folder.resolve("outside"));
    }

    @Test
    void aDocumentIsWrittenAndTakenOutWithTheFoldersItLeavesEmpty() throws IOException {
        write(upsert(List.of(), List.of()));
        assertThat(files()).containsExactly(PATH);

        tidy(removal(List.of(), List.of(PATH)));

        assertThat(kb).isEmptyDirectory();
    }

    @Test
    void aRenamedDocumentLeavesNothingBehind() throws IOException {
        put("acme/OLD/Former-42.md", "text");
        put("acme/OLD/.Former-42.md.part", "half");
        Delivery renamed =
                upsert(List.of("acme/OLD/Former-42.md"), List.of("acme/OLD/Former-42.md"));

        write(renamed);
        tidy(renamed);

        assertThat(files()).containsExactly(PATH);
    }

    @Test
    void aFileThatSomebodyElseWroteIsNotOverwritten() throws IOException {
        put(PATH, "somebody's notes");

        assertThatThrownBy(() -> write(upsert(List.of(), List.of())))
                .isInstanceOf(InTheWayException.class)
                .hasMessageContaining("kbsync did not make it");

        assertThat(kb.resolve(PATH)).hasContent("somebody's notes");
        assertThat(files()).containsExactly(PATH);
    }

    @Test
    void aFileThatSomebodyElseWroteIsNotRemoved() throws IOException {
        put(PATH, "somebody's notes");

        tidy(removal(List.of(), List.of()));

        assertThat(kb.resolve(PATH)).hasContent("somebody's notes");
    }

    @Test
    void aDocumentThatOnlyTheLedgerForgotIsKbsyncsOwn() throws IOException {
        put(PATH, OURS);

        write(upsert(List.of(), List.of()));

        assertThat(kb.resolve(PATH)).hasContent("text");
        put(PATH, "Title\n" + PAGE.webUrl() + "\n\nplain text");
        write(upsert(List.of(), List.of()));
        assertThat(kb.resolve(PATH)).hasContent("text");
    }

    @Test
    void aDocumentOfAnotherPageIsNobodysToOverwrite() throws IOException {
        put(PATH, OURS.replace(PAGE.documentId(), PAGE.documentId() + "1"));

        assertThatThrownBy(() -> write(upsert(List.of(), List.of())))
                .isInstanceOf(InTheWayException.class);
    }

    @Test
    void noLinkIsFollowedForWriting() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectories(kb.resolve("acme/ENG"));
        Path part = kb.resolve("acme/ENG/.Page-42.md.part");
        Files.createSymbolicLink(part, secret);
        assertRefused();
        Files.delete(part);

        Files.createSymbolicLink(kb.resolve(PATH), secret);
        assertRefused();
        Files.delete(kb.resolve(PATH));

        Files.delete(kb.resolve("acme/ENG"));
        Files.createSymbolicLink(kb.resolve("acme/ENG"), outside);
        assertRefused();

        Files.delete(kb.resolve("acme/ENG"));
        Files.delete(kb.resolve("acme"));
        Files.createSymbolicLink(kb.resolve("acme"), outside);
        assertRefused();

        assertThat(secret).hasContent("secret");
        assertThat(outside.toFile().list()).containsExactly("secret");
    }

    private void assertRefused() {
        assertThatThrownBy(() -> write(upsert(List.of(), List.of(PATH))))
                .isInstanceOf(InTheWayException.class);
    }

    @Test
    void noLinkIsFollowedForRemovingAndComparing() throws IOException {
        Files.writeString(outside.resolve("Page-42.md"), OURS);
        Files.createDirectory(kb.resolve("acme"));
        Files.createSymbolicLink(kb.resolve("acme/ENG"), outside);

        tidy(removal(List.of(), List.of(PATH)));
        assertThat(outside.resolve("Page-42.md")).hasContent(OURS);

        tidy(removal(List.of("acme/ENG/Former-42.md"), List.of(PATH)));
        assertThat(kb.resolve("acme/ENG")).isSymbolicLink();
        assertThat(new DocumentFolder(kb.toString()).find(PATH)).isEmpty();
    }

    @Test
    void theFolderItselfMayBeALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), kb);
        Delivery upsert = upsert(List.of(), List.of());

        shelf.write(link.toString(), "neutral", upsert);
        shelf.tidy(link.toString(), "neutral", upsert);

        assertThat(files()).containsExactly(PATH);
    }

    @Test
    void whatACrashLeftIsReplacedAndGoesWithThePage() throws IOException {
        put("acme/ENG/.Page-42.md.part", "half");
        write(upsert(List.of(), List.of()));
        assertThat(files()).containsExactly(PATH);

        put("acme/ENG/.Page-42.md.part", "half of a page that goes");
        put("acme/ENG/.other.part", "somebody else's");
        tidy(removal(List.of(), List.of(PATH)));

        assertThat(files()).containsExactly("acme/ENG/.other.part");
    }

    private void write(Delivery delivery) throws IOException {
        shelf.write(kb.toString(), "neutral", delivery);
    }

    private void tidy(Delivery delivery) throws IOException {
        shelf.tidy(kb.toString(), "neutral", delivery);
    }

    private void put(String path, String text) throws IOException {
        Path file = kb.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> files() {
        try (Stream<Path> files = Files.walk(kb)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> kb.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Delivery upsert(List<String> former, List<String> own) {
        return delivery(
                former,
                own,
                new Document(PAGE, Format.MARKDOWN, "text", "text", List.of(), Census.EMPTY));
    }

    private static Delivery removal(List<String> former, List<String> own) {
        return delivery(former, own, null);
    }

    private static Delivery delivery(
            List<String> former, List<String> own, @Nullable Document document) {
        return new Delivery(
                PAGE.documentId(), "key", PAGE, "acme", PATH, former, own, document, "text", "");
    }
}
