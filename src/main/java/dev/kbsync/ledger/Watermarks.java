package dev.kbsync.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Up to when each space is known to be in step, and for which converter. */
@Component
public class Watermarks {

    private final JdbcClient jdbc;

    public Watermarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By space, the watermarks that were set with this converter. */
    public Map<String, Instant> of(String cloudId, String converterTag) {
        Map<String, Instant> bySpace = new HashMap<>();
        jdbc.sql("select space, at from watermark where cloud_id = :cloud and converter = :tag")
                .param("cloud", cloudId)
                .param("tag", converterTag)
                .query(
                        row -> {
                            bySpace.put(row.getString(1), Instant.ofEpochMilli(row.getLong(2)));
                        });
        return bySpace;
    }

    public void move(String cloudId, String space, Instant at, String converterTag) {
        jdbc.sql(
                        """
                        insert into watermark (cloud_id, space, at, converter)
                        values (:cloud, :space, :at, :tag)
                        on conflict (cloud_id, space) do update set
                          at = excluded.at, converter = excluded.converter\
                        """)
                .param("cloud", cloudId)
                .param("space", space)
                .param("at", at.toEpochMilli())
                .param("tag", converterTag)
                .update();
    }

    public void forget(String cloudId, String space) {
        jdbc.sql("delete from watermark where cloud_id = :cloud and space = :space")
                .param("cloud", cloudId)
                .param("space", space)
                .update();
    }
}
