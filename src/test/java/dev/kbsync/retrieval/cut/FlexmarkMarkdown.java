package dev.kbsync.retrieval.cut;

import com.vladsch.flexmark.html2md.converter.FlexmarkHtmlConverter;
import dev.kbsync.retrieval.page.SourcePage;

/** What flexmark's converter makes of the HTML that Confluence shows. */
final class FlexmarkMarkdown implements Markdown {

    private final FlexmarkHtmlConverter converter = FlexmarkHtmlConverter.builder().build();

    @Override
    public String name() {
        return "flexmark";
    }

    @Override
    public String of(SourcePage page) {
        return "# " + page.title() + "\n\n" + converter.convert(page.html());
    }
}
