package dev.kbsync.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many documents the sinks hold. */
@Component
public class SinkHoldings {

    private final JdbcClient jdbc;

    public SinkHoldings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a sink holds of a site.
     *
     * @param documents how many it confirmed
     * @param waiting how many it is still to get, or to get again
     */
    public record Held(String sink, long documents, long waiting) {}

    /** What each sink holds of a site, by name; none that holds nothing. */
    public List<Held> of(String cloudId) {
        return jdbc.sql(
                        """
                        select sink, count(*) as rows_in_all,
                          sum(case when fingerprint = '' then 1 else 0 end) as waiting
                        from ledger_sink where cloud_id = :cloud group by sink order by sink\
                        """)
                .param("cloud", cloudId)
                .query(
                        (row, number) ->
                                new Held(
                                        row.getString("sink"),
                                        row.getLong("rows_in_all") - row.getLong("waiting"),
                                        row.getLong("waiting")))
                .list();
    }
}
