package dev.kbsync.retrieval.cut;

import dev.kbsync.convert.StorageConverter;
import dev.kbsync.convert.handling.ConvertOptions;
import dev.kbsync.page.Document;
import dev.kbsync.page.UserNames;
import dev.kbsync.retrieval.page.SourcePage;
import dev.kbsync.retrieval.page.SourcePages;

/** kbsync's documents. */
final class KbsyncMarkdown implements Markdown {

    private final SourcePages pages;
    private final StorageConverter converter;

    KbsyncMarkdown(SourcePages pages) {
        this.pages = pages;
        converter = new StorageConverter(ConvertOptions.DEFAULT, pages, UserNames.NONE);
    }

    @Override
    public String name() {
        return "kbsync";
    }

    @Override
    public String of(SourcePage page) {
        return "# " + page.title() + "\n\n" + document(page).text();
    }

    Document document(SourcePage page) {
        return converter.convert(pages.page(page));
    }
}
