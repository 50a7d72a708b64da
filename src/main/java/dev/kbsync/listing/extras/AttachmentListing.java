package dev.kbsync.listing.extras;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.listing.CompleteList;
import dev.kbsync.listing.Limits;
import dev.kbsync.listing.Listing;
import dev.kbsync.listing.search.Cql;
import dev.kbsync.listing.search.SearchClient;
import dev.kbsync.page.AttachedFile;
import dev.kbsync.page.Attachment;
import dev.kbsync.page.Batches;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.ResultPage;
import dev.kbsync.site.AttachmentProperties;
import dev.kbsync.site.Extras.Attachments;
import dev.kbsync.site.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/**
 * Lists the files attached to pages, by search: the usual scopes allow that, and one search does
 * for many pages. Where a site wants their text, each is listed as a row of its own beside its
 * page's, so that planning, ledger, removals and retries treat it as they treat a page.
 */
@Component
public class AttachmentListing {

    private static final String NO_TEXT =
            "The text of attachments is left out: this credential may not download them"
                    + " (readonly:content.attachment:confluence or read:attachment:confluence).";

    private static final Comparator<AttachmentRow> BY_NAME =
            Comparator.comparing((AttachmentRow row) -> row.file().name())
                    .thenComparing(row -> row.file().id());

    private final SearchClient search;
    private final Limits limits;
    private final DownloadPermission permission;
    private final AttachmentProperties properties;

    public AttachmentListing(
            SearchClient search,
            Limits limits,
            DownloadPermission permission,
            AttachmentProperties properties) {
        this.search = search;
        this.limits = limits;
        this.permission = permission;
        this.properties = properties;
    }

    /**
     * The page of results with the files attached to its pages.
     *
     * @throws dev.kbsync.confluence.failure.ConfluenceException if the site cannot be asked just
     *     now
     */
    public ResultPage added(Site site, ResultPage page) {
        boolean text = site.extras().attachments() == Attachments.TEXT;
        // Of a restricted page only its files' documents matter: they have to go.
        List<String> ids =
                page.rows().stream()
                        .map(Listed::ref)
                        .filter(
                                ref ->
                                        text
                                                || ref.access() == Access.OPEN
                                                || site.includeRestricted())
                        .map(PageRef::contentId)
                        .toList();
        Map<String, List<AttachmentRow>> byPage = on(site, ids);
        boolean locked = text && !byPage.isEmpty() && isLocked(site, byPage.values());
        List<Listed> rows = new ArrayList<>();
        for (Listed row : page.rows()) {
            PageRef ref = row.ref();
            List<AttachmentRow> files = byPage.getOrDefault(ref.contentId(), List.of());
            rows.add(row.with(listing(ref, files)));
            if (text && !locked) {
                files.stream()
                        .filter(file -> properties.wants(file.file().mediaType()))
                        .forEach(file -> rows.add(document(ref, file, "")));
            }
        }
        ResultPage whole = page.with(rows);
        return locked ? whole.noting(NO_TEXT) : whole;
    }

    /**
     * Rows for these files, each in the place of its page; none for a file that is gone, that hangs
     * on a page which is gone, or whose text the site does not want.
     *
     * @param listing tells of their pages
     * @throws dev.kbsync.confluence.failure.ConfluenceException if the site cannot be asked just
     *     now
     */
    public List<Listed> byId(Site site, List<String> ids, Listing listing) {
        if (ids.isEmpty() || site.extras().attachments() != Attachments.TEXT) {
            return List.of();
        }
        List<AttachmentRow> files = new ArrayList<>();
        for (List<String> some : Batches.of(ids)) {
            files.addAll(rows(site, Cql.attachments(some), AttachmentRow::read));
        }
        Map<String, PageRef> pages = new HashMap<>();
        List<String> pageIds = files.stream().map(AttachmentRow::page).distinct().toList();
        for (List<String> some : Batches.of(pageIds)) {
            listing.fetch(site, some).forEach(row -> pages.put(row.ref().contentId(), row.ref()));
        }
        String locked =
                !files.isEmpty() && isLocked(site, List.of(files))
                        ? "this credential may not download it"
                        : "";
        List<Listed> rows = new ArrayList<>();
        for (AttachmentRow file : files) {
            PageRef page = pages.get(file.page());
            if (page != null) {
                rows.add(document(page, file, locked));
            }
        }
        return rows;
    }

    private boolean isLocked(Site site, Collection<List<AttachmentRow>> files) {
        return files.stream()
                .flatMap(List::stream)
                .filter(row -> properties.wants(row.file().mediaType()))
                .findFirst()
                .map(row -> permission.denied(site.name(), row.page(), row.file().id()))
                .orElse(false);
    }

    private Map<String, List<AttachmentRow>> on(Site site, List<String> pages) {
        Map<String, List<AttachmentRow>> byPage = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (List<String> some : Batches.of(pages)) {
            for (AttachmentRow row : rows(site, Cql.attachmentsOn(some), AttachmentRow::attached)) {
                // The index may move while it is read.
                if (seen.add(row.file().id())) {
                    byPage.computeIfAbsent(row.page(), unused -> new ArrayList<>()).add(row);
                }
            }
        }
        byPage.values().forEach(files -> files.sort(BY_NAME));
        return byPage;
    }

    private List<AttachmentRow> rows(
            Site site, String cql, BiFunction<JsonNode, String, AttachmentRow> reader) {
        return CompleteList.of(
                cursor ->
                        search.search(
                                site.name(),
                                cql,
                                cursor,
                                limits.of(site.name(), false),
                                AttachmentRow.PARTS,
                                row -> reader.apply(row, site.url().toString())));
    }

    private static PageRef listing(PageRef ref, List<AttachmentRow> files) {
        List<Attachment> attached = files.stream().map(AttachmentRow::file).toList();
        return attached.isEmpty() ? ref : ref.with(ref.access(), ref.details().listing(attached));
    }

    private Listed document(PageRef page, AttachmentRow row, String locked) {
        Attachment file = row.file();
        AttachedFile attached =
                new AttachedFile(
                        page.contentId(),
                        file.mediaType(),
                        file.size(),
                        unfit(file),
                        locked,
                        Integer.toString(properties.maxText()));
        return new Listed(row.ref(page, attached), null);
    }

    private String unfit(Attachment file) {
        if (!properties.wants(file.mediaType())) {
            return "files of type %s are not read (kbsync.attachments.types)"
                    .formatted(file.mediaType());
        }
        return file.size() > properties.maxSize().toBytes()
                ? String.format(
                        Locale.ROOT,
                        "it has %.1f MB, more than kbsync.attachments.max-size allows (%s)",
                        file.size() / 1048576.0,
                        properties.maxSize())
                : "";
    }
}
