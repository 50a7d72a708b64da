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
                        TestPages.titled(page, "Other"),
                        TestPages.in(page, "OPS"),
                        TestPages.below(page, new Ancestor("1", "Renamed")),
                        TestPages.below(page),
                        TestPages.labelled(page),
                        TestPages.labelled(page, "howto", "new"),
                        TestPages.access(page, Access.RESTRICTED));

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
}
