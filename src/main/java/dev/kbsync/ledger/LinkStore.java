package dev.kbsync.ledger;

import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageLinks.Made;
import dev.kbsync.page.PageLinks.Wanted;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.Person;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps where the links of each document led: when a page comes, goes, is renamed or moves, the
 * documents that link to it are stale.
 */
@Component
public class LinkStore {

    private static final String FORGET =
            "delete from ledger_link where cloud_id = :cloud and content_id = :id";

    private static final String NAMED =
            "lower(space) = lower(:space) and lower(title) = lower(:title)";

    private static final String UNRESOLVED = NAMED + " and target_id = ''";

    /**
     * The document leads to, or shows, what the ledger does not hold any more, or not like that.
     */
    private static final String OUTDATED =
            """
            cloud_id = :cloud and target_id <> '' and answer <> '' and lasting = false
              and not exists (select 1 from ledger_page p
                where p.cloud_id = ledger_link.cloud_id and p.content_id = ledger_link.target_id
                  and ledger_link.answer = p.content_id || ' ' || p.space || ' ' || p.title
                    || case when p.above = '' then '' else ' ' || p.above end
                    || case when ledger_link.type = 'INCLUDED' then ' ' || p.version || ' ' || (p.modified_at / 1000)
                      else '' end)\
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final DocumentPath paths;

    public LinkStore(NamedParameterJdbcOperations batches, DocumentPath paths) {
        this.paths = paths;
        this.batches = batches;
        this.jdbc = JdbcClient.create(batches);
    }

    /**
     * Writes down where the links of documents lead now. Of one that not all sinks have, others may
     * still hold an earlier one: where the two disagree, both are converted again.
     *
     * @param sinks all of the site
     */
    public void record(Collection<ConfirmedDocument> documents, Collection<String> sinks) {
        batches.batchUpdate(
                FORGET,
                documents.stream()
                        .filter(document -> document.sinks().containsAll(sinks))
                        .map(document -> LedgerRows.page(document.ref()))
                        .toArray(SqlParameterSource[]::new));
        batches.batchUpdate(
                """
                insert into ledger_link (cloud_id, content_id, type, space, title,
                  target_id, answer, lasting, stale)
                values (:cloud, :id, :type, :space, :title, :target, :answer, :lasting, false)
                on conflict (cloud_id, content_id, type, space, title, target_id)
                do update set lasting = ledger_link.lasting and excluded.lasting,
                  stale = ledger_link.stale or ledger_link.answer <> excluded.answer\
                """,
                documents.stream()
                        .flatMap(
                                document ->
                                        document.links().stream()
                                                .map(link -> row(document.ref(), link)))
                        .toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource row(PageRef ref, Made link) {
        Wanted wanted = link.wanted();
        return LedgerRows.page(ref)
                .addValue("type", wanted.kind())
                .addValue("space", wanted.space())
                .addValue("title", wanted.name())
                .addValue("target", wanted.target(link.answer()))
                .addValue("answer", link.answer())
                .addValue("lasting", link.lasting());
    }

    /**
     * Compares what these documents lead to and show with the ledger as it is now: a page that was
     * withdrawn or changed while they were made makes them stale.
     */
    public void compare(String cloudId, Collection<String> contentIds) {
        if (!contentIds.isEmpty()) {
            jdbc.sql(
                            "update ledger_link set stale = true where content_id in (:ids) and "
                                    + OUTDATED)
                    .param("cloud", cloudId)
                    .param("ids", contentIds)
                    .update();
        }
    }

    /** The mentions of somebody by another name than this. */
    public OutdatedLinks mentioning(Person person) {
        return new OutdatedLinks(batches)
                .and(
                        "type = 'MENTIONED' and title = :account and answer <> :name",
                        Map.of("account", person.accountId(), "name", person.name()));
    }

    /**
     * The links that change because pages' documents are there, or will be in a moment: those that
     * lead elsewhere, show another version of one, or use the name that the ledger still has for
     * it.
     *
     * @param known what the ledger has of them so far, by content id
     */
    public OutdatedLinks appearing(Collection<PageRef> refs, Map<String, LedgerEntry> known) {
        OutdatedLinks found = new OutdatedLinks(batches);
        for (PageRef ref : refs) {
            LedgerEntry entry = known.get(ref.contentId());
            appearing(ref, entry == null ? null : entry.ref(), found);
        }
        return found;
    }

    private void appearing(PageRef ref, @Nullable PageRef old, OutdatedLinks found) {
        to(ref, ref, "target_id = :id and (lasting = false or answer <> '')", found);
        boolean moved =
                old != null && !PageLinks.place(old, paths).equals(PageLinks.place(ref, paths));
        // One that is new under its name may be meant where another one was found so far.
        String meant = old == null || moved ? NAMED : UNRESOLVED;
        to(ref, ref, meant + " and lasting = false", found);
        if (old != null && moved) {
            to(ref, old, UNRESOLVED, found);
        }
    }

    private void to(PageRef ref, PageRef named, String links, OutdatedLinks found) {
        found.and(
                "cloud_id = :cloud and content_id <> :id and "
                        + links
                        + " and answer <> case when type = 'INCLUDED' then :state else :place end",
                Map.of(
                        "cloud", ref.cloudId(),
                        "id", ref.contentId(),
                        "space", named.space(),
                        "title", named.title(),
                        "state", PageLinks.state(ref, paths),
                        "place", PageLinks.place(ref, paths)));
    }

    /**
     * The places where documents would show pages that everybody may read, but could not when they
     * were made.
     */
    public OutdatedLinks missing(Collection<PageRef> refs) {
        OutdatedLinks found = new OutdatedLinks(batches);
        for (PageRef ref : refs) {
            found.and(
                    // Without the last column SQLite would take the primary key for an index
                    // that covers it all, and look through every link of the site.
                    """
                    cloud_id = :cloud and lower(space) = lower(:space)
                      and lower(title) = lower(:title)
                      and target_id = '' and type = 'INCLUDED' and stale = false\
                    """,
                    Map.of("cloud", ref.cloudId(), "space", ref.space(), "title", ref.title()));
        }
        return found;
    }

    /** The links that lead to a page's document, which is gone or will be. */
    public OutdatedLinks leadingTo(PageRef ref) {
        return new OutdatedLinks(batches)
                .and(
                        """
                        cloud_id = :cloud and target_id = :id and answer <> '' and lasting = false\
                        """,
                        Map.of("cloud", ref.cloudId(), "id", ref.contentId()));
    }

    /** A page's document is gone. */
    public void gone(PageRef ref) {
        forget(ref);
        leadingTo(ref).mark();
    }

    /** Ids of the pages whose content the page's document shows. */
    public List<String> shownBy(PageRef ref) {
        return jdbc.sql(
                        """
                        select target_id from ledger_link
                        where cloud_id = ? and content_id = ? and type = 'INCLUDED' and target_id <> ''\
                        """)
                .params(ref.cloudId(), ref.contentId())
                .query(String.class)
                .list();
    }

    private void forget(PageRef ref) {
        batches.update(FORGET, LedgerRows.page(ref));
    }

    /**
     * Ids of the pages whose documents lead to, or show, what the ledger does not hold, whether or
     * not anybody noticed when it changed. Looks through every link of the site.
     */
    public List<String> outdated(String cloudId) {
        return jdbc.sql(
                        "select distinct content_id from ledger_link where "
                                + OUTDATED
                                + " order by content_id")
                .param("cloud", cloudId)
                .query(String.class)
                .list();
    }

    /** Ids of the pages whose documents have links to the wrong place, or show an old page. */
    public List<String> stale(String cloudId) {
        return jdbc.sql(
                        """
                        select distinct content_id from ledger_link
                        where cloud_id = :cloud and stale = true order by content_id\
                        """)
                .param("cloud", cloudId)
                .query(String.class)
                .list();
    }
}
