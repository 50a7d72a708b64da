package dev.kbsync.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the documents that the ledger knows of, and pages that failed before they became some. */
@Component
public class DocumentFinder {

    private static final String PAGES =
            """
            (select cloud_id, content_id, type, space, title, version, modified_at, web_url, labels
               from ledger_page
             union all
             select cloud_id, content_id,
                 case when content_id like 'att%' then 'ATTACHMENT' else 'PAGE' end,
                 space, title, 0, 0, web_url, ''
               from failure f
               where not exists (select 1 from ledger_page l
                 where l.cloud_id = f.cloud_id and l.content_id = f.content_id)) p\
            """;

    private static final String STATE =
            """
            case
              when exists (select 1 from withheld w where w.cloud_id = p.cloud_id
                and w.content_id = p.content_id and w.kept = false) then 'WITHHELD'
              when exists (select 1 from failure f where f.cloud_id = p.cloud_id
                and f.content_id = p.content_id and f.dismissed = false) then 'FAILED'
              when exists (select 1 from failure f where f.cloud_id = p.cloud_id
                and f.content_id = p.content_id) then 'DISMISSED'
              when exists (select 1 from withheld w where w.cloud_id = p.cloud_id
                and w.content_id = p.content_id) then 'KEPT'
              when exists (select 1 from ledger_sink s where s.cloud_id = p.cloud_id
                and s.content_id = p.content_id and s.fingerprint = '') then 'WAITING'
              when exists (select 1 from ledger_sink s where s.cloud_id = p.cloud_id
                and s.content_id = p.content_id and s.fingerprint <> '-') then 'DELIVERED'
              else 'FILTERED' end\
            """;

    private final JdbcClient jdbc;

    public DocumentFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which documents; what is empty does not narrow them down.
     *
     * @param cloudIds of the sites; at least one
     * @param title a part of the title, in any case as far as the database knows of cases
     * @param space key of the space, in any case
     * @param label one of its labels, in any case
     * @param state null for any
     * @param documentIds the only documents that count; null for all
     */
    public record Wanted(
            List<String> cloudIds,
            String title,
            String space,
            String label,
            @Nullable DocumentState state,
            @Nullable List<String> documentIds) {

        public Wanted {
            title = title.strip();
            space = space.strip();
            label = label.strip();
        }
    }

    /**
     * A document.
     *
     * @param version of its page; 0 if there was no document of it yet
     * @param labels of its page, sorted
     */
    public record Found(
            String cloudId,
            String contentId,
            boolean isAttachment,
            String space,
            String title,
            int version,
            Instant modifiedAt,
            String webUrl,
            List<String> labels,
            DocumentState state) {

        /** The id that sinks know it by. */
        public String documentId() {
            return cloudId + "-" + contentId;
        }
    }

    /** How many there are. */
    public int count(Wanted wanted) {
        return select("select count(*) from " + PAGES, wanted, "").query(Integer.class).single();
    }

    /** Some of them, by space and title. */
    public List<Found> find(Wanted wanted, long skip, int atMost) {
        // The state is asked for only of those that are shown.
        return select(
                        "select p.*, " + STATE + " as state from (select p.* from " + PAGES,
                        wanted,
                        " order by space, title, content_id limit :most offset :skip) p"
                                + " order by space, title, content_id")
                .param("most", atMost)
                .param("skip", skip)
                .query(DocumentFinder::found)
                .list();
    }

    /** One of them. */
    public Optional<Found> find(String cloudId, String contentId) {
        return find(
                        new Wanted(
                                List.of(cloudId),
                                "",
                                "",
                                "",
                                null,
                                List.of(cloudId + "-" + contentId)),
                        0,
                        1)
                .stream()
                .findFirst();
    }

    private JdbcClient.StatementSpec select(String from, Wanted wanted, String end) {
        List<String> conditions = new ArrayList<>(List.of("p.cloud_id in (:clouds)"));
        Map<String, Object> values = new HashMap<>(Map.of("clouds", InList.of(wanted.cloudIds())));
        if (!wanted.title().isEmpty()) {
            conditions.add("lower(p.title) like lower(:title) escape '!'");
            values.put("title", containing(wanted.title()));
        }
        if (!wanted.space().isEmpty()) {
            conditions.add("lower(p.space) = lower(:space)");
            values.put("space", wanted.space());
        }
        if (!wanted.label().isEmpty()) {
            conditions.add("lower(p.labels) like lower(:label) escape '!'");
            values.put("label", containing(PageRows.line(List.of(wanted.label()))));
        }
        if (wanted.state() != null) {
            conditions.add(STATE + " = :state");
            values.put("state", wanted.state().name());
        }
        List<String> ids = wanted.documentIds();
        if (ids != null) {
            conditions.add(
                    "p.content_id in (:contents) and p.cloud_id || '-' || p.content_id in (:ids)");
            values.put("ids", InList.of(ids));
            values.put(
                    "contents",
                    InList.of(ids.stream().map(id -> id.replaceFirst(".*-", "")).toList()));
        }
        return jdbc.sql(from + " where " + String.join(" and ", conditions) + end).params(values);
    }

    private static String containing(String part) {
        return "%" + part.replaceAll("[!%_]", "!$0") + "%";
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(
                row.getString("cloud_id"),
                row.getString("content_id"),
                row.getString("type").equals("ATTACHMENT"),
                row.getString("space"),
                row.getString("title"),
                row.getInt("version"),
                Instant.ofEpochMilli(row.getLong("modified_at")),
                row.getString("web_url"),
                PageRows.labels(row.getString("labels")),
                DocumentState.valueOf(row.getString("state")));
    }
}
