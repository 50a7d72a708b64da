package dev.kbsync.ledger;

import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageLinks.ById;
import dev.kbsync.page.PageLinks.Made;
import dev.kbsync.page.PageLinks.Wanted;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.Person;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps where the links of each document led: when a page comes, goes, is renamed or moves, the
 * documents that link to it are stale.
 */
@Component
public class LinkStore {

    private static final String NAMED = "space = :space and title = :title";

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
    private final KnownPages pages;
    private final DocumentPath paths;

    public LinkStore(JdbcClient jdbc, KnownPages pages, DocumentPath paths) {
        this.pages = pages;
        this.paths = paths;
        this.jdbc = jdbc;
    }

    /** Writes down where the links of a page's document lead now, in every sink. */
    public void record(PageRef ref, Collection<Made> links) {
        forget(ref);
        add(ref, links);
    }

    /**
     * Writes down where the links of a page's document lead now, but only in some sinks: others may
     * still hold an earlier document. Where the two disagree, both are converted again.
     */
    public void add(PageRef ref, Collection<Made> links) {
        for (Made link : links) {
            Wanted wanted = link.wanted();
            jdbc.sql(
                            """
                            insert into ledger_link (cloud_id, content_id, type, space, title,
                              target_id, answer, lasting, stale)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                            on conflict (cloud_id, content_id, type, space, title, target_id)
                            do update set lasting = ledger_link.lasting and excluded.lasting,
                              stale = ledger_link.stale or ledger_link.answer <> excluded.answer\
                            """)
                    .params(
                            ref.cloudId(),
                            ref.contentId(),
                            wanted.kind(),
                            wanted.space(),
                            wanted.name(),
                            wanted.target(link.answer()),
                            link.answer(),
                            link.lasting(),
                            false)
                    .update();
        }
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
        return new OutdatedLinks(jdbc)
                .and(
                        "type = 'MENTIONED' and title = :account and answer <> :name",
                        Map.of("account", person.accountId(), "name", person.name()));
    }

    /**
     * The links that change because a page's document is there, or will be in a moment: those that
     * lead elsewhere, show another version of it, or use the name that the ledger still has for it.
     */
    public OutdatedLinks appearing(PageRef ref) {
        OutdatedLinks found = new OutdatedLinks(jdbc);
        to(ref, ref, "target_id = :id and (lasting = false or answer <> '')", found);
        PageRef old = pages.find(ref, new ById(ref.contentId())).orElse(null);
        boolean moved =
                old != null && !PageLinks.place(old, paths).equals(PageLinks.place(ref, paths));
        // One that is new under its name may be meant where another one was found so far.
        String meant = old == null || moved ? NAMED : UNRESOLVED;
        to(ref, ref, meant + " and lasting = false", found);
        if (old != null && moved) {
            to(ref, old, UNRESOLVED, found);
        }
        return found;
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
     * The places where documents would show a page that everybody may read, but could not when they
     * were made.
     */
    public OutdatedLinks missing(PageRef ref) {
        return new OutdatedLinks(jdbc)
                .and(
                        // Without the last column SQLite would take the primary key for an index
                        // that covers it all, and look through every link of the site.
                        """
                        cloud_id = :cloud and space = :space and title = :title
                          and target_id = '' and type = 'INCLUDED' and stale = false\
                        """,
                        Map.of(
                                "cloud", ref.cloudId(),
                                "space", ref.space(),
                                "title", ref.title()));
    }

    /** The links that lead to a page's document, which is gone or will be. */
    public OutdatedLinks leadingTo(PageRef ref) {
        return new OutdatedLinks(jdbc)
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
        jdbc.sql("delete from ledger_link where cloud_id = ? and content_id = ?")
                .params(ref.cloudId(), ref.contentId())
                .update();
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
