package dev.kbsync.convert;

import dev.kbsync.page.Document;
import dev.kbsync.page.Page;
import org.springframework.stereotype.Component;

/** The converter as routes call it: a page with its body in, a document out. */
@Component("pageConverter")
public class PageConverter {

    private final StorageConverter converter;
    private final EndSections sections;

    public PageConverter(StorageConverter converter) {
        this.converter = converter;
        this.sections = new EndSections(converter);
    }

    /**
     * The document a page gives, with the comments and files of the page; see {@link
     * StorageConverter}.
     */
    public Document convert(Page page) {
        return sections.appended(converter.convert(page));
    }
}
