package dev.kbsync.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many documents there are, for whoever wants to know nothing else of them. */
@Component
public class DocumentCount {

    private final JdbcClient jdbc;

    public DocumentCount(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many pages of a site may have documents somewhere. */
    public long of(String cloudId) {
        return jdbc.sql("select count(*) from ledger_page where cloud_id = :cloud")
                .param("cloud", cloudId)
                .query(Long.class)
                .single();
    }
}
