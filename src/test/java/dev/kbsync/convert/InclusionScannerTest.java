package dev.kbsync.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.convert.handling.ConvertOptions;
import dev.kbsync.page.Comment;
import dev.kbsync.page.Inclusions;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageLinks.Included;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a page shows of others is known before it is converted. */
class InclusionScannerTest {

    private final PageConverter converter =
            new PageConverter(new StorageConverter(ConvertOptions.DEFAULT));

    @Test
    void findsWholePagesAndExcerptsInAnySpace() {
        String storage =
                include("include", "<ri:page ri:content-title=\"Terms\" />")
                        + include(
                                "excerpt-include",
                                "<ri:page ri:space-key=\"OPS\" ri:content-title=\"Contacts\" />");

        assertThat(converter.includedBy(page(storage, Inclusions.NONE)))
                .containsExactly(new Included("KEY", "Terms"), new Included("OPS", "Contacts"));
    }

    @Test
    void findsWhatIncludedPagesIncludeOnceTheyAreAtHand() {
        String inner = include("include", "<ri:page ri:content-title=\"Inner\" />");
        Page page =
                page(
                        include("include", "<ri:page ri:content-title=\"Outer\" />"),
                        wanted ->
                                wanted.title().equals("Outer")
                                        ? Optional.of(Golden.page("Outer", inner))
                                        : Optional.empty());

        assertThat(converter.includedBy(page))
                .containsExactly(new Included("KEY", "Outer"), new Included("KEY", "Inner"));
    }

    @Test
    void findsWhatCommentsInclude() {
        Comment comment =
                new Comment(
                        "1",
                        1,
                        "Ann",
                        Instant.EPOCH,
                        false,
                        "",
                        include("include", "<ri:page ri:content-title=\"Terms\" />"));
        Page plain = page("<p>Words that include nothing.</p>", Inclusions.NONE);
        Page page =
                new Page(
                        plain.ref()
                                .with(
                                        plain.ref().access(),
                                        plain.ref().details().with(List.of(comment))),
                        plain.storage());

        assertThat(converter.includedBy(plain)).isEmpty();
        assertThat(converter.includedBy(page)).containsExactly(new Included("KEY", "Terms"));
    }

    private static Page page(String storage, Inclusions inclusions) {
        return Golden.page("The Page", storage).with(inclusions);
    }

    private static String include(String macro, String page) {
        return "<ac:structured-macro ac:name=\"%s\"><ac:parameter ac:name=\"\"><ac:link>%s</ac:link></ac:parameter></ac:structured-macro>"
                .formatted(macro, page);
    }
}
