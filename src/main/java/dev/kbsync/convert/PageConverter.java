package dev.kbsync.convert;

import dev.kbsync.page.Document;
import dev.kbsync.page.Page;
import org.springframework.stereotype.Component;

/** The converter as routes call it: a page with its body in, a document out. */
@Component("pageConverter")
public class PageConverter {

    private final StorageConverter converter;

    public PageConverter(StorageConverter converter) {
        this.converter = converter;
    }

    /** The document a page gives; see {@link StorageConverter}. */
    public Document convert(Page page) {
        return converter.convert(page);
    }
}
