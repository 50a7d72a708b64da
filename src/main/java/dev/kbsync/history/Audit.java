package dev.kbsync.history;

import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.vault.KeyRotation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The audit: everything a person did, on the console, by the API or on the command line, and what
 * became of each credential. Whoever carries out what a person wants notes it here afterwards.
 */
@Component
public class Audit {

    private static final Logger log = LoggerFactory.getLogger(Audit.class);

    /** Every hour brings a refresh; what people did is kept for ever. */
    private static final Duration KEEP_REFRESHES = Duration.ofDays(100);

    private static final int DETAIL = 500;
    private static final int ACTOR = 100;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicInteger number = new AtomicInteger();

    public Audit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Notes what the user of the running request did; outside of a request it was the command line.
     *
     * @param site name of the site; empty if it is about none
     * @param detail what exactly, a few words without secrets; may be empty
     */
    public void record(Kind kind, String site, String detail) {
        byUser(kind, site, "", List.of(), detail);
    }

    /**
     * The same about pages or documents.
     *
     * @param number how many there were
     * @param ids those that were named; empty if it was about all
     */
    public void record(Kind kind, String site, int number, Collection<String> ids) {
        record(
                kind,
                site,
                (number == 1 ? "1 page" : number + " pages")
                        + (ids.isEmpty() ? ", all there were" : ": " + String.join(", ", ids)));
    }

    /**
     * The same about a credential.
     *
     * @param app what kbsync calls the OAuth app; empty for an API token
     */
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
                            insert into audit (id, at, site, event, actor, app, scopes, detail)
                            values (:id, :at, :site, :event, :actor, :app, :scopes, :detail)\
                            """)
                    .param("id", newId())
                    .param("at", clock.millis())
                    .param("site", site)
                    .param("event", kind.name())
                    .param("actor", cut(actor, ACTOR))
                    .param("app", app)
                    .param("scopes", String.join(" ", scopes))
                    .param("detail", cut(detail, DETAIL))
                    .update();
        } catch (DataAccessException e) {
            // A token that was just refreshed must not be lost for want of a line about it.
            log.error("The audit cannot be written: {}", e.getMessage());
        }
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    /** Sorts what happened in the same millisecond, and differs between processes. */
    private String newId() {
        return "%016x%06x%08x"
                .formatted(
                        System.currentTimeMillis(),
                        number.incrementAndGet() & 0xffffff,
                        ThreadLocalRandom.current().nextInt());
    }

    /** What became of a site's credentials, so many lines at most, the newest first. */
    public List<AuditEntry> authorizations(String site, int atMost) {
        return jdbc.sql(
                        """
                        select at, site, event, actor, app, scopes, detail from audit
                        where site = :site and event in (:kinds)
                        order by at desc, id desc limit :most\
                        """)
                .param("site", site)
                .param("kinds", names(Kind::isAuthorization))
                .param("most", atMost)
                .query(Audit::entry)
                .list();
    }

    /**
     * What people did, the newest first.
     *
     * @param site only what was done to this site; empty for everything
     * @param skip how many of the newest are left out
     * @param atMost how many at most
     */
    public List<AuditEntry> deeds(String site, long skip, int atMost) {
        return jdbc.sql(
                        """
                        select at, site, event, actor, app, scopes, detail from audit
                        where event in (:kinds) and (:site = '' or site = :site)
                        order by at desc, id desc limit :most offset :skip\
                        """)
                .param("kinds", names(Kind::isDeed))
                .param("site", site)
                .param("most", atMost)
                .param("skip", skip)
                .query(Audit::entry)
                .list();
    }

    /** How many of them there are. */
    public int countDeeds(String site) {
        return jdbc.sql(
                        """
                        select count(*) from audit
                        where event in (:kinds) and (:site = '' or site = :site)\
                        """)
                .param("kinds", names(Kind::isDeed))
                .param("site", site)
                .query(Integer.class)
                .single();
    }

    private static List<String> names(Predicate<Kind> which) {
        return Stream.of(Kind.values()).filter(which).map(Kind::name).toList();
    }

    /** The latest entries of some kinds, of every site, the newest first. */
    public List<AuditEntry> latest(List<Kind> kinds, Instant since, int atMost) {
        return jdbc.sql(
                        """
                        select at, site, event, actor, app, scopes, detail from audit
                        where event in (:kinds) and at >= :since order by at desc, id desc limit :most\
                        """)
                .param("kinds", kinds.stream().map(Kind::name).toList())
                .param("since", since.toEpochMilli())
                .param("most", atMost)
                .query(Audit::entry)
                .list();
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("site"),
                Kind.valueOf(row.getString("event")),
                row.getString("actor"),
                row.getString("app"),
                row.getString("scopes"),
                row.getString("detail"));
    }

    /** Deletes refreshes that are older than 100 days. */
    public void forgetOldRefreshes() {
        jdbc.sql("delete from audit where event in ('REFRESHED') and at < :before")
                .param("before", clock.instant().minus(KEEP_REFRESHES).toEpochMilli())
                .update();
    }
}
