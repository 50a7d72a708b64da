package dev.kbsync.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What sinks hold at places that they do not use at present, so that it is known should they be
 * there again. All within transactions of the caller.
 */
@Component
public class ParkedDocuments {

    private static final String PAGE =
            "type, space, title, version, modified_at, web_url, above, labels";

    private final JdbcClient jdbc;

    public ParkedDocuments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Parks what a sink holds.
     *
     * @param place where, see {@link dev.kbsync.page.SinkTargets#place}
     */
    void park(String cloudId, String sink, String place) {
        jdbc.sql(
                        """
                        insert into ledger_parked (cloud_id, content_id, sink, target, %1$s, paths, delivered_at)
                        select p.cloud_id, p.content_id, s.sink, :target, %1$s, s.paths, s.delivered_at
                          from ledger_sink s join ledger_page p
                            on p.cloud_id = s.cloud_id and p.content_id = s.content_id
                          where s.cloud_id = :cloud and s.sink = :sink and s.delivered_at > 0
                        on conflict (cloud_id, sink, target, content_id) do nothing\
                        """
                                .formatted(PAGE))
                .param("cloud", cloudId)
                .param("sink", sink)
                .param("target", place)
                .update();
    }

    /**
     * A sink is at a place again: what was delivered there before lies there still, also of pages
     * that are gone. All of it is to be delivered again.
     */
    void unpark(String cloudId, String sink, String place) {
        for (String statement :
                List.of(
                        """
                        insert into ledger_page (cloud_id, content_id, %1$s, seen_in)
                        select cloud_id, content_id, %1$s, '' from ledger_parked
                          where cloud_id = :cloud and sink = :sink and target = :target
                        on conflict (cloud_id, content_id) do nothing\
                        """,
                        """
                        insert into ledger_sink (cloud_id, content_id, sink, fingerprint, paths, delivered_at)
                        select cloud_id, content_id, sink, '', paths, delivered_at from ledger_parked
                          where cloud_id = :cloud and sink = :sink and target = :target
                        on conflict (cloud_id, content_id, sink) do update set
                          paths = excluded.paths || :line || ledger_sink.paths\
                        """,
                        """
                        delete from ledger_parked
                        where cloud_id = :cloud and sink = :sink and target = :target\
                        """)) {
            jdbc.sql(statement.formatted(PAGE))
                    .param("line", "\n")
                    .param("cloud", cloudId)
                    .param("sink", sink)
                    .param("target", place)
                    .update();
        }
    }
}
