package dev.kbsync.retrieval.cut;

import com.vladsch.flexmark.html2md.converter.FlexmarkHtmlConverter;
import com.vladsch.flexmark.util.data.MutableDataSet;
import dev.kbsync.retrieval.page.SourcePage;

/** What flexmark's converter makes of the HTML that Confluence shows. */
final class FlexmarkMarkdown implements Markdown {

    /** Headings that begin with {@code #}, which the splitters look for. */
    private final FlexmarkHtmlConverter converter =
            FlexmarkHtmlConverter.builder(
                            new MutableDataSet()
                                    .set(FlexmarkHtmlConverter.SETEXT_HEADINGS, false)
                                    .set(FlexmarkHtmlConverter.OUTPUT_ATTRIBUTES_ID, false))
                    .build();

    @Override
    public String name() {
        return "flexmark";
    }

    /** Code is given a language, so that it comes out in fences. */
    @Override
    public String of(SourcePage page) {
        String html = page.html().replace("<pre><code>", "<pre><code class=\"language-text\">");
        return "# " + page.title() + "\n\n" + converter.convert(html);
    }
}
