package dev.kbsync.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.convert.handling.LinkStyle;
import dev.kbsync.convert.render.DocumentRenderer;
import dev.kbsync.page.Format;
import org.commonmark.node.Node;

/** What a page says must be what a reader of its Markdown reads. */
public final class RoundTrip {

    private final String said;
    private final String markdown;
    private final String read;

    private RoundTrip(String storage) {
        Node tree = Golden.converter(Format.MARKDOWN).tree(Golden.page("The Page", storage));
        said = Structure.of(tree);
        markdown = DocumentRenderer.render(tree, Format.MARKDOWN, LinkStyle.WEB, 0).text();
        read = Structure.of(Markdown.parse(markdown));
    }

    /** Whether a page in storage format is read as it was meant. */
    public static boolean holds(String storage) {
        RoundTrip there = new RoundTrip(storage);
        return there.said.equals(there.read);
    }

    static void check(String storage) {
        RoundTrip there = new RoundTrip(storage);
        assertThat(there.read).as("%s%n-->%n%s", storage, there.markdown).isEqualTo(there.said);
    }
}
