package dev.kbsync.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageRef.Ancestor;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private final PageRef page = TestPages.page("42");

    @Test
    void theSamePageHasTheSameFingerprint() {
        assertThat(Fingerprint.of(TestPages.page("42"), "c1"))
                .isEqualTo(Fingerprint.of(page, "c1"));
    }

    @Test
    void whateverTheDocumentShowsChangesIt() {
        List<PageRef> changed =
                List.of(
                        TestPages.version(page, 2),
                        TestPages.renumbered(page, 2),
                        TestPages.renumbered(TestPages.version(page, 2), 1),
                        TestPages.titled(page, "Other"),
                        TestPages.in(page, "OPS"),
                        TestPages.below(page, new Ancestor("1", "Renamed")),
                        TestPages.below(page),
                        TestPages.labelled(page),
                        TestPages.labelled(page, "howto", "new"),
                        TestPages.access(page, Access.RESTRICTED),
                        TestPages.details(page, new Details("Grace", null, List.of())),
                        listing(new Attachment("att1", 1, "a.pdf", "application/pdf", 9, "u")),
                        listing(new Attachment("att2", 1, "a.pdf", "application/pdf", 9, "u")),
                        listing(new Attachment("att1", 2, "a.pdf", "application/pdf", 9, "u")),
                        listing(new Attachment("att1", 1, "b.pdf", "application/pdf", 9, "u")),
                        listing(new Attachment("att1", 1, "a.pdf", "text/plain", 9, "u")),
                        listing(new Attachment("att1", 1, "a.pdf", "application/pdf", 8, "u")),
                        listing(new Attachment("att1", 1, "a.pdf", "application/pdf", 9, "v")),
                        file("text/plain", 9, "1000"),
                        file("text/html", 9, "1000"),
                        file("text/plain", 8, "1000"),
                        file("text/plain", 9, "2000"),
                        TestPages.readers(page, readers("42", List.of("a"), List.of())),
                        TestPages.readers(page, readers("1", List.of("a"), List.of())),
                        TestPages.readers(page, readers("42", List.of("a", "b"), List.of())),
                        TestPages.readers(page, readers("42", List.of(), List.of("a"))),
                        TestPages.readers(
                                page,
                                readers("42", List.of("a"), List.of()),
                                readers("1", List.of("b"), List.of())));

        assertThat(changed)
                .extracting(ref -> Fingerprint.of(ref, "c1"))
                .doesNotContain(Fingerprint.of(page, "c1"))
                .doesNotHaveDuplicates();
        assertThat(Fingerprint.of(page, "c2")).isNotEqualTo(Fingerprint.of(page, "c1"));
    }

    @Test
    void neighbouringPartsDoNotRunTogether() {
        assertThat(Fingerprint.of(TestPages.labelled(page, "a", "bc"), "c1"))
                .isNotEqualTo(Fingerprint.of(TestPages.labelled(page, "ab", "c"), "c1"));
    }

    private PageRef listing(Attachment attachment) {
        return TestPages.details(page, page.details().listing(List.of(attachment)));
    }

    private PageRef file(String mediaType, long size, String reading) {
        AttachedFile file = new AttachedFile("1", mediaType, size, "", "", reading);
        return TestPages.details(
                page, new Details("", null, List.of(), List.of(), List.of(), file));
    }

    private static Readers readers(String page, List<String> users, List<String> groups) {
        return new Readers(
                page,
                "Title",
                users.stream().map(id -> new Readers.User(id, "name")).toList(),
                groups.stream().map(id -> new Readers.Group(id, "name")).toList());
    }
}
