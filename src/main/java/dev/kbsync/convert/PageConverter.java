package dev.kbsync.convert;

import dev.kbsync.page.Comment;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.InclusionScanner;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageLinks.Included;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The converter as routes call it: a page with its body in, a document out. */
@Component("pageConverter")
public class PageConverter implements InclusionScanner {

    private final StorageConverter converter;
    private final EndSections sections;

    /** For sinks that want another format than most. */
    private final Map<Format, PageConverter> others = new ConcurrentHashMap<>();

    public PageConverter(StorageConverter converter) {
        this.converter = converter;
        this.sections = new EndSections(converter);
    }

    /**
     * Body in: a page with what it includes. Body out: its document, with the comments and files of
     * the page; see {@link StorageConverter}.
     */
    public Document convert(Page page) {
        Map<Format, Document> made = new ConcurrentHashMap<>();
        return converted(page)
                .with(format -> Optional.of(made.computeIfAbsent(format, f -> in(f, page))));
    }

    private Document in(Format format, Page page) {
        return others.computeIfAbsent(format, f -> new PageConverter(converter.in(f)))
                .converted(page);
    }

    private Document converted(Page page) {
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
