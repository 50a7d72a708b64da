package dev.kbsync.convert;

import dev.kbsync.page.Document;
import dev.kbsync.page.Page;
import org.springframework.stereotype.Component;

/** The converter as routes call it: a page with its body in, a document out. */
@Component("pageConverter")
public class PageConverter {

    private final StorageConverter converter;
    private final CommentSection comments;

    public PageConverter(StorageConverter converter) {
        this.converter = converter;
        this.comments = new CommentSection(converter);
    }

    /** The document a page gives, with its comments; see {@link StorageConverter}. */
    public Document convert(Page page) {
        return comments.appended(converter.convert(page));
    }
}
