package dev.kbsync.retrieval.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourcePagesTest {

    private final SourcePages pages =
            SourcePages.of(List.of(Path.of("src/test/resources/retrieval")));

    private SourcePage page(String title) {
        return pages.all().stream()
                .filter(page -> page.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theOtherToolsSeeWhatAPageIncludesInItsPlace() {
        assertThat(page("kiln-log").html())
                .contains("Weigh every powder twice")
                .contains("kilnctl status --kiln big")
                .contains("href=\"" + page("glazes").ref().webUrl() + "\"");
    }

    @Test
    void aPageIsInTheLanguageOfItsScript() {
        assertThat(page("gama").language()).isEqualTo(Language.KOREAN);
        assertThat(page("glazes").language()).isEqualTo(Language.ENGLISH);
    }

    @Test
    void whatAnExportedBodyEndsCodeWithIsMended() {
        SourcePage exported =
                new SourcePage(page("glazes").ref(), "<x><![CDATA[a < b]] ></x><p>c</p>", "");
        assertThat(StorageText.of(exported.tree())).isEqualTo("a < b c");
    }

    @Test
    void withoutAFolderTheHandbookIsRead() {
        assertThat(SourcePages.of(List.of()).all())
                .extracting(SourcePage::title)
                .contains("Kestrel Weather handbook", "Sensor reference");
    }
}
