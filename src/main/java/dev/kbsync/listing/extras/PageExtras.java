package dev.kbsync.listing.extras;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.confluence.failure.AccessDeniedException;
import dev.kbsync.confluence.failure.MissingScopeException;
import dev.kbsync.listing.CompleteList;
import dev.kbsync.listing.Limits;
import dev.kbsync.listing.Listing;
import dev.kbsync.listing.RowFields;
import dev.kbsync.listing.search.Cql;
import dev.kbsync.listing.search.SearchClient;
import dev.kbsync.page.Attachment;
import dev.kbsync.page.Batches;
import dev.kbsync.page.Comment;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.ResultPage;
import dev.kbsync.site.Extras.Attachments;
import dev.kbsync.site.Extras.Comments;
import dev.kbsync.site.Site;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Adds comments and attached files to listed pages, if the site wants them. One search for many
 * pages; none at all for a site that wants nothing.
 */
@Component
public class PageExtras {

    private static final String COMMENT = "comment";
    private static final String ATTACHMENT = "attachment";

    private static final String NO_COMMENTS =
            "Comments are left out: this credential may not search for them.";
    private static final String NO_ATTACHMENTS =
            "Attachments are left out: this credential may not search for them.";

    private final SearchClient search;
    private final Limits limits;
    private final AttachmentListing attachments;
    private final Clock clock;

    public PageExtras(
            SearchClient search, Limits limits, AttachmentListing attachments, Clock clock) {
        this.attachments = attachments;
        this.search = search;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The page of results with the comments and files of its pages. A list of changes also gets, at
     * its beginning, the pages of which only comments or files changed.
     *
     * @param first whether this is the beginning of the list
     * @throws dev.kbsync.confluence.failure.ConfluenceException if the site cannot be asked just
     *     now
     */
    public ResultPage added(Site site, ResultPage page, boolean first, Listing listing) {
        if (site.extras().isNone()) {
            return page;
        }
        boolean comments = site.extras().comments() != Comments.NONE;
        boolean files = site.extras().attachments() != Attachments.NONE;
        ResultPage whole = page;
        if (first) {
            if (comments) {
                whole = allowed(whole, NO_COMMENTS, each -> touched(site, each, COMMENT, listing));
            }
            if (files) {
                whole =
                        allowed(
                                whole,
                                NO_ATTACHMENTS,
                                each -> touched(site, each, ATTACHMENT, listing));
            }
        }
        if (comments) {
            whole = allowed(whole, NO_COMMENTS, each -> each.with(told(site, each.rows())));
        }
        return files
                ? allowed(whole, NO_ATTACHMENTS, each -> attachments.added(site, each))
                : whole;
    }

    private static ResultPage allowed(
            ResultPage page, String otherwise, UnaryOperator<ResultPage> step) {
        try {
            return step.apply(page);
        } catch (MissingScopeException | AccessDeniedException e) {
            // Not the message: it names the request, and would be another sentence each time.
            return page.noting(otherwise);
        }
    }

    /** Also the pages that are not listed as changed, but on which something else is. */
    private ResultPage touched(Site site, ResultPage page, String type, Listing listing) {
        if (!(page.leg() instanceof Leg.Changes changes)) {
            return page;
        }
        Set<String> pages =
                new LinkedHashSet<>(
                        CompleteList.of(
                                cursor ->
                                        search.search(
                                                site.name(),
                                                Cql.changed(
                                                        type,
                                                        changes,
                                                        changes.enough(),
                                                        clock.instant()),
                                                cursor,
                                                limits.of(site.name(), false),
                                                "content.container",
                                                row -> container(row.path("content")))));
        // What is attached to a file, or to nothing, changes no page.
        pages.removeIf(id -> id.isEmpty() || Attachment.isId(id));
        page.rows().forEach(row -> pages.remove(row.ref().contentId()));
        List<Listed> rows = new ArrayList<>(page.rows());
        for (List<String> ids : Batches.of(List.copyOf(pages))) {
            rows.addAll(listing.fetch(site, ids));
        }
        return page.with(rows);
    }

    private static String container(JsonNode content) {
        RowFields.refuseWithout(content, "container");
        return content.path("container").path("id").asText("");
    }

    private List<Listed> told(Site site, List<Listed> rows) {
        List<String> ids =
                rows.stream()
                        .map(Listed::ref)
                        .filter(ref -> ref.access() == Access.OPEN || site.includeRestricted())
                        .map(PageRef::contentId)
                        .toList();
        Map<String, List<CommentRow>> byPage = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (List<String> some : Batches.of(ids)) {
            for (CommentRow row : comments(site, some)) {
                // The index may move while it is read.
                if (seen.add(row.comment().id())) {
                    byPage.computeIfAbsent(row.page(), unused -> new ArrayList<>()).add(row);
                }
            }
        }
        return rows.stream()
                .map(row -> with(row, comments(site, byPage.get(row.ref().contentId()))))
                .toList();
    }

    private List<CommentRow> comments(Site site, Collection<String> pages) {
        return CompleteList.of(
                cursor ->
                        search.search(
                                site.name(),
                                Cql.commentsOn(pages),
                                cursor,
                                limits.of(site.name(), true),
                                CommentRow.PARTS,
                                row -> CommentRow.read(row.path("content"))));
    }

    private static List<Comment> comments(Site site, @Nullable List<CommentRow> rows) {
        return rows == null ? List.of() : CommentRow.ordered(rows, site.extras().comments());
    }

    private static Listed with(Listed row, List<Comment> comments) {
        PageRef ref = row.ref();
        return comments.isEmpty()
                ? row
                : row.with(ref.with(ref.access(), ref.details().with(comments)));
    }
}
