package dev.kbsync.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.convert.render.DocumentRenderer;
import dev.kbsync.page.Format;
import org.commonmark.node.Node;

/** What a page says must be what a reader of its Markdown reads. */
final class RoundTrip {

    private RoundTrip() {}

    static void check(String storage) {
        Node tree =
                Golden.converter(Format.MARKDOWN)
                        .tree(Golden.page("The Page", storage), new Tally());
        String said = Structure.of(tree);
        String markdown = DocumentRenderer.render(tree, Format.MARKDOWN);
        assertThat(Structure.of(Markdown.parse(markdown)))
                .as("%s%n-->%n%s", storage, markdown)
                .isEqualTo(said);
    }
}
