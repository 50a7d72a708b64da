package dev.kbsync.ledger;

import dev.kbsync.page.PageLinks;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.ContentType;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Resolves links to pages through the ledger. */
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
                            select * from ledger_page where cloud_id = ? and space = ? and title = ?
                              and type <> 'ATTACHMENT'
                            order by type desc, length(content_id), content_id limit 1\
                            """)
                    .params(from.cloudId(), included.space(), included.title())
                    .query((row, number) -> PageRows.page(row))
                    .optional();
        }
        ContentType type = wanted instanceof BlogPost ? ContentType.BLOG_POST : ContentType.PAGE;
        // Blog posts of different days may have one title; the oldest is taken.
        return jdbc.sql(
                        """
                        select * from ledger_page
                        where cloud_id = ? and space = ? and title = ? and type = ?
                        order by length(content_id), content_id limit 1\
                        """)
                .params(from.cloudId(), wanted.space(), wanted.title(), type.name())
                .query((row, number) -> PageRows.page(row))
                .optional();
    }
}
