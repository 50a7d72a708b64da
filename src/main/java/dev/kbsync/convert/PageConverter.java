package dev.kbsync.convert;

import dev.kbsync.page.Comment;
import dev.kbsync.page.Document;
import dev.kbsync.page.InclusionScanner;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageLinks.Included;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The converter as routes call it: a page with its body in, a document out. */
@Component("pageConverter")
public class PageConverter implements InclusionScanner {

    private final StorageConverter converter;
    private final EndSections sections;

    public PageConverter(StorageConverter converter) {
        this.converter = converter;
        this.sections = new EndSections(converter);
    }

    /**
     * Body in: a page with what it includes. Body out: its document, with the comments and files of
     * the page; see {@link StorageConverter}.
     */
    public Document convert(Page page) {
        return sections.appended(converter.convert(page), page.inclusions());
    }

    @Override
    public Set<Included> includedBy(Page page) {
        Set<Included> found = new LinkedHashSet<>(converter.includedBy(page));
        for (Comment comment : page.ref().details().comments()) {
            found.addAll(
                    converter.includedBy(
                            new Page(page.ref(), comment.storage(), page.inclusions())));
        }
        return found;
    }
}
