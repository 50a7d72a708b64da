package dev.kbsync.console;

import dev.kbsync.chunk.Chunker;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.convert.PageConverter;
import dev.kbsync.deliver.Deliveries;
import dev.kbsync.listing.choice.IncludedPages;
import dev.kbsync.listing.choice.SiteListings;
import dev.kbsync.page.Attachment;
import dev.kbsync.page.Census;
import dev.kbsync.page.Chunk;
import dev.kbsync.page.Document;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.Format;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.site.Site;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * What a page would be delivered as, made from the page as Confluence has it now. Nothing is
 * delivered, and nothing is noted of it.
 */
@Component
@ConditionalOnWebApplication
class DocumentContents {

    /** More than a person reads of one page; a browser shows it without delay. */
    private static final int MOST_CHARACTERS = 200_000;

    private static final int MOST_CHUNKS = 200;
    private static final String MARK = "---\n";

    private final SiteListings listings;
    private final IncludedPages inclusions;
    private final PageConverter converter;
    private final Chunker chunker;
    private final Deliveries deliveries;
    private final DocumentPath paths;

    DocumentContents(
            SiteListings listings,
            IncludedPages inclusions,
            PageConverter converter,
            Chunker chunker,
            Deliveries deliveries,
            DocumentPath paths) {
        this.listings = listings;
        this.inclusions = inclusions;
        this.converter = converter;
        this.chunker = chunker;
        this.deliveries = deliveries;
        this.paths = paths;
    }

    /**
     * A page and its document.
     *
     * @param storage the page in storage format
     * @param text the document without its front matter
     * @param html the same rendered; empty for one that is no Markdown
     * @param frontMatter lines of YAML; empty if it has none
     * @param chunks the first of them
     * @param furtherChunks how many more there are
     * @param census what the conversion met, and its warnings
     */
    public record Content(
            PageRef ref,
            String storage,
            String text,
            String html,
            String frontMatter,
            List<Chunk> chunks,
            int furtherChunks,
            Census census) {}

    /**
     * The content of a page.
     *
     * @throws ConfluenceException if Confluence cannot be asked
     * @throws IllegalStateException with one sentence, if there is nothing that may be shown
     */
    Content of(Site site, String contentId) {
        if (Attachment.isId(contentId)) {
            throw new IllegalStateException(
                    "This is an attached file; its text is read when it is delivered, and not shown here.");
        }
        Listed row =
                listings.fetch(site.name(), List.of(contentId)).stream()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "Confluence does not show the page to this credential: it was deleted, or is hidden."));
        String storage = row.storage();
        if (row.ref().access() != Access.OPEN && !site.includeRestricted()) {
            throw new IllegalStateException(
                    "The page is restricted, or it cannot be found out whether it is; what is not delivered is not shown either.");
        }
        if (storage == null) {
            throw new IllegalStateException("Confluence did not give the body of the page.");
        }
        return made(site, row.ref(), storage);
    }

    private Content made(Site site, PageRef ref, String storage) {
        PageWork work =
                new PageWork(
                        ref,
                        Verdict.UPSERT,
                        "",
                        true,
                        storage,
                        List.of(),
                        paths.of(site.name(), ref, Format.MARKDOWN));
        Document document = chunker.cut(converter.convert(inclusions.lookUp(work)));
        List<Chunk> chunks = document.chunks();
        List<Chunk> shown = chunks.subList(0, Math.min(chunks.size(), MOST_CHUNKS));
        String text = cut(document.text());
        return new Content(
                ref,
                cut(storage),
                text,
                document.format() == Format.MARKDOWN ? RenderedMarkdown.html(text, 2) : "",
                frontMatter(deliveries.of(work, site.name(), document).content()),
                shown,
                chunks.size() - shown.size(),
                document.census());
    }

    private static String frontMatter(String file) {
        int end = file.indexOf("\n" + MARK);
        return file.startsWith(MARK) && end > 0 ? file.substring(0, end + 1 + MARK.length()) : "";
    }

    private static String cut(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
    }
}
