package dev.kbsync.run;

import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.ContentType;
import dev.kbsync.page.Person;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Resolves links to pages through the ledger, and keeps where the links of each document led: when
 * a page comes, goes, is renamed or moves, the documents that link to it are stale.
 */
@Component
class LinkStore implements PageLinks {

    /** In the column type: the link is no link, the page's content is shown. */
    private static final String INCLUDED = "INCLUDED";

    /** In the column type: the link is no link, but somebody's name; the account is the title. */
    private static final String MENTIONED = "MENTIONED";

    private static final String UNRESOLVED = "space = :space and title = :title and target_id = ''";

    private final JdbcClient jdbc;

    LinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<PageRef> find(PageRef from, Wanted wanted) {
        if (wanted instanceof ById byId) {
            return jdbc.sql("select * from ledger_page where cloud_id = ? and content_id = ?")
                    .params(from.cloudId(), byId.contentId())
                    .query((row, number) -> LedgerStore.page(row))
                    .optional();
        }
        if (wanted instanceof Included included) {
            return jdbc.sql(
                            """
                            select * from ledger_page where cloud_id = ? and space = ? and title = ?
                              and type <> 'ATTACHMENT'
                            order by type desc, length(content_id), content_id limit 1\
                            """)
                    .params(from.cloudId(), included.space(), included.title())
                    .query((row, number) -> LedgerStore.page(row))
                    .optional();
        }
        // Blog posts of different days may have one title; the oldest is taken.
        return jdbc.sql(
                        """
                        select * from ledger_page
                        where cloud_id = ? and space = ? and title = ? and type = ?
                        order by length(content_id), content_id limit 1\
                        """)
                .params(from.cloudId(), space(wanted), title(wanted), type(wanted))
                .query((row, number) -> LedgerStore.page(row))
                .optional();
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

    private static String space(Wanted wanted) {
        if (wanted instanceof ByTitle byTitle) {
            return byTitle.space();
        }
        if (wanted instanceof Included included) {
            return included.space();
        }
        return wanted instanceof BlogPost post ? post.space() : "";
    }

    private static String title(Wanted wanted) {
        if (wanted instanceof ByTitle byTitle) {
            return byTitle.title();
        }
        if (wanted instanceof Included included) {
            return included.title();
        }
        if (wanted instanceof Mentioned mentioned) {
            return mentioned.accountId();
        }
        return wanted instanceof BlogPost post ? post.title() : "";
    }

    /** Writes down where the links of a page's document lead now. */
    void record(PageRef ref, Collection<Made> links) {
        forget(ref);
        for (Made link : links) {
            Wanted wanted = link.wanted();
            String answer = link.answer();
            jdbc.sql(
                            """
                            insert into ledger_link (cloud_id, content_id, type, space, title,
                              target_id, answer, lasting, stale)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                            on conflict (cloud_id, content_id, type, space, title, target_id) do nothing\
                            """)
                    .params(
                            ref.cloudId(),
                            ref.contentId(),
                            type(wanted),
                            space(wanted),
                            title(wanted),
                            target(link),
                            answer,
                            link.lasting(),
                            false)
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
    void named(Person person) {
        onMentionsOf(person, "update ledger_link set stale = true").update();
    }

    /** Ids of the pages that {@link #named} would make stale. */
    List<String> wouldBeNamed(Person person) {
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
    void appeared(PageRef ref) {
        onLinksTo(ref, "update ledger_link set stale = true")
                .forEach(JdbcClient.StatementSpec::update);
    }

    /** Ids of the pages that {@link #appeared} would make stale. */
    List<String> wouldAppear(PageRef ref) {
        return onLinksTo(ref, "select content_id from ledger_link")
                .flatMap(statement -> statement.query(String.class).list().stream())
                .toList();
    }

    /** One statement for each kind, since no database finds its way through all at once. */
    private Stream<JdbcClient.StatementSpec> onLinksTo(PageRef ref, String statement) {
        Stream<JdbcClient.StatementSpec> found =
                Stream.of(
                        on(ref, statement, "target_id = :id and (lasting = false or answer <> '')"),
                        on(ref, statement, UNRESOLVED + " and lasting = false")
                                .param("space", ref.space())
                                .param("title", ref.title()));
        return find(ref, new ById(ref.contentId()))
                .filter(old -> !PageLinks.place(old).equals(PageLinks.place(ref)))
                .map(
                        old ->
                                Stream.concat(
                                        found,
                                        Stream.of(
                                                on(ref, statement, UNRESOLVED)
                                                        .param("space", old.space())
                                                        .param("title", old.title()))))
                .orElse(found);
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
    void readable(Collection<PageRef> refs) {
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
    List<String> wouldBeReadable(PageRef ref) {
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
    List<String> shownBy(PageRef ref) {
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
    void gone(PageRef ref) {
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
    List<String> wouldGo(PageRef ref) {
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

    /** Ids of the pages whose documents have links to the wrong place, or show an old page. */
    List<String> stale(String cloudId) {
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
