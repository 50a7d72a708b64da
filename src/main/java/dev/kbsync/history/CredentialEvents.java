package dev.kbsync.history;

import dev.kbsync.history.CredentialEvent.Kind;
import dev.kbsync.vault.KeyRotation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The history of credentials: who authorized which site when, each refresh, each removal. */
@Component
public class CredentialEvents {

    private static final Logger log = LoggerFactory.getLogger(CredentialEvents.class);

    /** Every hour brings a refresh; what people did is kept for ever. */
    private static final Duration KEEP_REFRESHES = Duration.ofDays(100);

    private static final int DETAIL = 500;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicInteger number = new AtomicInteger();

    public CredentialEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes what the user of the running request did. */
    public void byUser(Kind kind, String site, String app, Iterable<String> scopes, String detail) {
        note(kind, site, ConsoleUser.name(), app, scopes, detail);
    }

    /** Notes what kbsync did by itself. */
    public void byItself(
            Kind kind, String site, String app, Iterable<String> scopes, String detail) {
        note(kind, site, "kbsync", app, scopes, detail);
    }

    @EventListener
    void reencrypted(KeyRotation.Result result) {
        byUser(
                result.dropped() ? Kind.REMOVED : Kind.REENCRYPTED,
                "",
                "",
                List.of(),
                "%d encrypted again, %d unreadable"
                        .formatted(result.encrypted(), result.unreadable().size()));
    }

    private void note(
            Kind kind,
            String site,
            String actor,
            String app,
            Iterable<String> scopes,
            String detail) {
        try {
            jdbc.sql(
                            """
                            insert into credential_event (id, at, site, event, actor, app, scopes, detail)
                            values (:id, :at, :site, :event, :actor, :app, :scopes, :detail)\
                            """)
                    .param("id", newId())
                    .param("at", clock.millis())
                    .param("site", site)
                    .param("event", kind.name())
                    .param("actor", actor)
                    .param("app", app)
                    .param("scopes", String.join(" ", scopes))
                    .param(
                            "detail",
                            detail.length() > DETAIL ? detail.substring(0, DETAIL) : detail)
                    .update();
        } catch (DataAccessException e) {
            // A token that was just refreshed must not be lost for want of a line about it.
            log.error("The credential history cannot be written: {}", e.getMessage());
        }
    }

    /** Sorts what happened in the same millisecond, and differs between processes. */
    private String newId() {
        return "%016x%06x%08x"
                .formatted(
                        System.currentTimeMillis(),
                        number.incrementAndGet() & 0xffffff,
                        ThreadLocalRandom.current().nextInt());
    }

    /** The latest events of a site, the newest first. */
    public List<CredentialEvent> of(String site, int atMost) {
        return jdbc.sql(
                        """
                        select at, site, event, actor, app, scopes, detail from credential_event
                        where site = :site order by at desc, id desc limit :most\
                        """)
                .param("site", site)
                .param("most", atMost)
                .query(CredentialEvents::event)
                .list();
    }

    /** The latest events of some kinds, of every site, the newest first. */
    public List<CredentialEvent> latest(List<Kind> kinds, Instant since, int atMost) {
        return jdbc.sql(
                        """
                        select at, site, event, actor, app, scopes, detail from credential_event
                        where event in (:kinds) and at >= :since order by at desc, id desc limit :most\
                        """)
                .param("kinds", kinds.stream().map(Kind::name).toList())
                .param("since", since.toEpochMilli())
                .param("most", atMost)
                .query(CredentialEvents::event)
                .list();
    }

    private static CredentialEvent event(ResultSet row, int number) throws SQLException {
        return new CredentialEvent(
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("site"),
                Kind.valueOf(row.getString("event")),
                row.getString("actor"),
                row.getString("app"),
                row.getString("scopes"),
                row.getString("detail"));
    }

    public void forgetOldRefreshes() {
        jdbc.sql("delete from credential_event where event in ('REFRESHED') and at < :before")
                .param("before", clock.instant().minus(KEEP_REFRESHES).toEpochMilli())
                .update();
    }
}
