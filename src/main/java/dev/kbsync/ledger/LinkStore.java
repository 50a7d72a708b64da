package dev.kbsync.ledger;

import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageLinks.BlogPost;
import dev.kbsync.page.PageLinks.ById;
import dev.kbsync.page.PageLinks.Included;
import dev.kbsync.page.PageLinks.Made;
import dev.kbsync.page.PageLinks.Mentioned;
import dev.kbsync.page.PageLinks.Wanted;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.ContentType;
import dev.kbsync.page.Person;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps where the links of each document led: when a page comes, goes, is renamed or moves, the
 * documents that link to it are stale.
 */
@Component
public class LinkStore {

    /** In the column type: the link is no link, the page's content is shown. */
    private static final String INCLUDED = "INCLUDED";

    /** In the column type: the link is no link, but somebody's name; the account is the title. */
    private static final String MENTIONED = "MENTIONED";

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
                    || case when ledger_link.type = 'INCLUDED' then ' ' || p.version else '' end)\
            """;

    private final JdbcClient jdbc;
    private final KnownPages pages;

    public LinkStore(JdbcClient jdbc, KnownPages pages) {
        this.pages = pages;
        this.jdbc = jdbc;
    }

    private static String type(Wanted wanted) {
        if (wanted instanceof Included) {
            return INCLUDED;
        }
        if (wanted instanceof Mentioned) {
            return MENTIONED;
        }
        return (wanted instanceof BlogPost ? ContentType.BLOG_POST : ContentType.PAGE).name();
    }

    private static String title(Wanted wanted) {
        return wanted instanceof Mentioned mentioned ? mentioned.accountId() : wanted.title();
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
                            type(wanted),
                            wanted.space(),
                            title(wanted),
                            target(link),
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

    private static String target(Made link) {
        if (link.wanted() instanceof Mentioned) {
            return "";
        }
        return link.wanted() instanceof ById byId
                ? byId.contentId()
                : link.answer().replaceAll(" .*", "");
    }

    /** Somebody's name is known now, or is another one: documents with another one are stale. */
    public void named(Person person) {
        onMentionsOf(person, "update ledger_link set stale = true").update();
    }

    /** Ids of the pages that {@link #named} would make stale. */
    public List<String> wouldBeNamed(Person person) {
        return onMentionsOf(person, "select content_id from ledger_link")
                .query(String.class)
                .list();
    }

    private JdbcClient.StatementSpec onMentionsOf(Person person, String statement) {
        return jdbc.sql(statement + " where type = 'MENTIONED' and title = ? and answer <> ?")
                .params(person.accountId(), person.name());
    }

    /**
     * A page's document is there, or will be in a moment: who linked elsewhere is stale, or shows
     * another version of it, or links to the name that the ledger still has for it.
     */
    public void appeared(PageRef ref) {
        onLinksTo(ref, "update ledger_link set stale = true")
                .forEach(JdbcClient.StatementSpec::update);
    }

    /** Ids of the pages that {@link #appeared} would make stale. */
    public List<String> wouldAppear(PageRef ref) {
        return onLinksTo(ref, "select content_id from ledger_link")
                .flatMap(statement -> statement.query(String.class).list().stream())
                .toList();
    }

    /** One statement for each kind, since no database finds its way through all at once. */
    private Stream<JdbcClient.StatementSpec> onLinksTo(PageRef ref, String statement) {
        Stream.Builder<JdbcClient.StatementSpec> found = Stream.builder();
        found.add(on(ref, statement, "target_id = :id and (lasting = false or answer <> '')"));
        PageRef old = pages.find(ref, new ById(ref.contentId())).orElse(null);
        boolean moved = old != null && !PageLinks.place(old).equals(PageLinks.place(ref));
        // One that is new under its name may be meant where another one was found so far.
        String meant = old == null || moved ? NAMED : UNRESOLVED;
        found.add(named(on(ref, statement, meant + " and lasting = false"), ref));
        if (old != null && moved) {
            found.add(named(on(ref, statement, UNRESOLVED), old));
        }
        return found.build();
    }

    private static JdbcClient.StatementSpec named(JdbcClient.StatementSpec links, PageRef ref) {
        return links.param("space", ref.space()).param("title", ref.title());
    }

    private JdbcClient.StatementSpec on(PageRef ref, String statement, String links) {
        return jdbc.sql(
                        statement
                                + " where cloud_id = :cloud and content_id <> :id and "
                                + links
                                + " and answer <> case when type = :included then :state else :place end")
                .param("cloud", ref.cloudId())
                .param("id", ref.contentId())
                .param("included", INCLUDED)
                .param("state", PageLinks.state(ref))
                .param("place", PageLinks.place(ref));
    }

    /**
     * Everybody may read these pages: documents that would show one, but could not when they were
     * made, are stale.
     */
    public void readable(Collection<PageRef> refs) {
        for (PageRef ref : refs) {
            for (String including : wouldBeReadable(ref)) {
                jdbc.sql(
                                """
                                update ledger_link set stale = true
                                where cloud_id = ? and content_id = ?\
                                """)
                        .params(ref.cloudId(), including)
                        .update();
            }
        }
    }

    /** Ids of the pages that {@link #readable} would make stale. */
    public List<String> wouldBeReadable(PageRef ref) {
        return jdbc.sql(
                        """
                        select content_id from ledger_link where cloud_id = ? and space = ? and title = ?
                          and target_id = '' and type = ? and stale = ?\
                        """)
                // Without the last column SQLite would take the primary key for an index that
                // covers it all, and look through every link of the site.
                .params(ref.cloudId(), ref.space(), ref.title(), INCLUDED, false)
                .query(String.class)
                .list();
    }

    /** Ids of the pages whose content the page's document shows. */
    public List<String> shownBy(PageRef ref) {
        return jdbc.sql(
                        """
                        select target_id from ledger_link
                        where cloud_id = ? and content_id = ? and type = ? and target_id <> ''\
                        """)
                .params(ref.cloudId(), ref.contentId(), INCLUDED)
                .query(String.class)
                .list();
    }

    /** A page's document is gone. */
    public void gone(PageRef ref) {
        forget(ref);
        jdbc.sql(
                        """
                        update ledger_link set stale = true
                        where cloud_id = ? and target_id = ? and answer <> '' and lasting = false\
                        """)
                .params(ref.cloudId(), ref.contentId())
                .update();
    }

    /** Ids of the pages that {@link #gone} would make stale. */
    public List<String> wouldGo(PageRef ref) {
        return jdbc.sql(
                        """
                        select content_id from ledger_link
                        where cloud_id = ? and target_id = ? and answer <> '' and lasting = false\
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
