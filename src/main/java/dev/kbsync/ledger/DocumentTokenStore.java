package dev.kbsync.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** How many tokens the chunks of documents have, so that it can be told what embedding costs. */
@Component
public class DocumentTokenStore {

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;

    public DocumentTokenStore(JdbcClient jdbc, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * @param tokens by document id; 0 for documents that are gone
     */
    public void keep(Map<String, Integer> tokens) {
        transaction.executeWithoutResult(status -> tokens.forEach(this::keep));
    }

    private void keep(String documentId, int tokens) {
        if (tokens == 0) {
            jdbc.sql("delete from document_tokens where document_id = ?")
                    .params(documentId)
                    .update();
            return;
        }
        jdbc.sql(
                        """
                        insert into document_tokens (document_id, tokens) values (?, ?)
                        on conflict (document_id) do update set tokens = excluded.tokens\
                        """)
                .params(documentId, tokens)
                .update();
    }

    /** By document id; those of which nothing is known are not there. */
    public Map<String, Long> find(Collection<String> documentIds) {
        Map<String, Long> found = new HashMap<>();
        if (!documentIds.isEmpty()) {
            jdbc.sql("select document_id, tokens from document_tokens where document_id in (:ids)")
                    .param("ids", documentIds)
                    .query(
                            row -> {
                                found.put(row.getString(1), row.getLong(2));
                            });
        }
        return found;
    }
}
