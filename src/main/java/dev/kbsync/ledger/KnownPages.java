package dev.kbsync.ledger;

import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.ContentType;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Resolves links to pages through the ledger. Titles and keys of spaces may come in any case, as
 * Confluence takes them; where two pages have one title but for its case, as one that is gone and
 * its successor may, the one that is called exactly so is meant.
 */
@Component
public class KnownPages implements PageLinks {

    private final JdbcClient jdbc;

    public KnownPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<PageRef> find(PageRef from, Wanted wanted) {
        if (wanted instanceof ById byId) {
            return jdbc.sql("select * from ledger_page where cloud_id = ? and content_id = ?")
                    .params(from.cloudId(), byId.contentId())
                    .query((row, number) -> PageRows.page(row))
                    .optional();
        }
        if (wanted instanceof Included included) {
            return jdbc.sql(
                            """
                            select * from ledger_page
                            where cloud_id = :cloud and lower(space) = lower(:space)
                              and lower(title) = lower(:title) and type <> 'ATTACHMENT'
                            order by type desc, case when title = :title then 0 else 1 end,
                              length(content_id), content_id limit 1\
                            """)
                    .param("cloud", from.cloudId())
                    .param("space", included.space())
                    .param("title", included.title())
                    .query((row, number) -> PageRows.page(row))
                    .optional();
        }
        ContentType type = wanted instanceof BlogPost ? ContentType.BLOG_POST : ContentType.PAGE;
        // Blog posts of different days may have one title; the oldest is taken.
        return jdbc.sql(
                        """
                        select * from ledger_page
                        where cloud_id = :cloud and lower(space) = lower(:space)
                          and lower(title) = lower(:title) and type = :type
                        order by case when title = :title then 0 else 1 end,
                          length(content_id), content_id limit 1\
                        """)
                .param("cloud", from.cloudId())
                .param("space", wanted.space())
                .param("title", wanted.title())
                .param("type", type.name())
                .query((row, number) -> PageRows.page(row))
                .optional();
    }
}
