package dev.kbsync.site;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is remembered of sites: those added on the console, cloud ids, chosen spaces. */
@Component
class SiteStore {

    private static final String ROWS = "select name, url, added, cloud_id, spaces, rules from site";

    private final JdbcClient jdbc;
    private final Clock clock;

    /** Sites are looked up for every request, and to parse their rules takes a while. */
    private final Map<String, ChosenRules> parsed = new ConcurrentHashMap<>();

    SiteStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param added whether somebody added it on the console; otherwise the row only remembers
     *     things about a site of the properties
     * @param spaces null while nobody chose
     * @param rules which pages of these spaces somebody chose
     */
    record Row(
            String name,
            URI url,
            boolean added,
            @Nullable String cloudId,
            @Nullable SpaceChoice spaces,
            ChosenRules rules) {}

    List<Row> all() {
        return jdbc.sql(ROWS + " order by name").query(this::row).list();
    }

    Optional<Row> find(String name) {
        return jdbc.sql(ROWS + " where name = :name")
                .param("name", name)
                .query(this::row)
                .optional();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        String rules = row.getString("rules");
        return new Row(
                row.getString("name"),
                url(row.getString("url")),
                row.getBoolean("added"),
                row.getString("cloud_id"),
                choice(row.getString("spaces")),
                rules == null
                        ? ChosenRules.NONE
                        : parsed.computeIfAbsent(rules, ChosenRules::parse));
    }

    /**
     * Makes the row if there is none; a changed address forgets the cloud id, which was another
     * site's. One that is added under a name that was in use before begins without chosen spaces
     * and rules.
     */
    void ensure(String name, URI url, boolean added) {
        jdbc.sql(
                        """
                        insert into site (name, url, added, created_at) values (:name, :url, :added, :now)
                        on conflict (name) do update set
                          cloud_id = case when site.url = excluded.url then site.cloud_id end,
                          spaces = case when site.url = excluded.url or not excluded.added then site.spaces end,
                          rules = case when site.url = excluded.url or not excluded.added then site.rules end,
                          url = excluded.url, added = excluded.added\
                        """)
                .param("name", name)
                .param("url", url.toString())
                .param("added", added)
                .param("now", clock.millis())
                .update();
    }

    void rememberCloudId(String name, String cloudId) {
        jdbc.sql("update site set cloud_id = :id where name = :name")
                .param("id", cloudId)
                .param("name", name)
                .update();
    }

    void chooseSpaces(String name, SpaceChoice choice) {
        jdbc.sql("update site set spaces = :spaces, picked = null where name = :name")
                .param("spaces", String.join(" ", choice.words()))
                .param("name", name)
                .update();
    }

    /** Spaces that somebody has picked but not chosen yet; null if there are none. */
    @Nullable SpaceChoice picked(String name) {
        return jdbc.sql("select picked from site where name = :name and picked is not null")
                .param("name", name)
                .query((row, number) -> choice(row.getString(1)))
                .optional()
                .orElse(null);
    }

    void pick(String name, SpaceChoice choice) {
        jdbc.sql("update site set picked = :picked where name = :name")
                .param("picked", choice.isEmpty() ? null : String.join(" ", choice.words()))
                .param("name", name)
                .update();
    }

    void chooseRules(String name, ChosenRules rules) {
        jdbc.sql("update site set rules = :rules where name = :name")
                .param("rules", rules.text())
                .param("name", name)
                .update();
    }

    void remove(String name) {
        jdbc.sql("delete from site where name = :name").param("name", name).update();
    }

    /** Earlier versions stored several spellings of one address, and some unusable ones. */
    private static URI url(String stored) {
        try {
            return SiteUrl.parse(stored);
        } catch (IllegalArgumentException e) {
            return URI.create(stored);
        }
    }

    private static @Nullable SpaceChoice choice(@Nullable String stored) {
        return stored == null ? null : SpaceChoice.of(List.of(stored.split(" ")));
    }
}
