package dev.kbsync.history;

import dev.kbsync.confluence.Usage;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.page.Census;
import dev.kbsync.page.Outcome;
import dev.kbsync.site.RunKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The history of runs and their balances. */
@Component
public class RunStore {

    private static final List<String> COLUMNS =
            List.of(
                    "listed",
                    "delivered",
                    "unchanged",
                    "skipped",
                    "failed",
                    "removed",
                    "unremoved");

    /** What is wrong with a run that nobody closed. */
    public static final String INTERRUPTED = "The run was interrupted; the next one goes on.";

    private final JdbcClient jdbc;
    private final RunCensus census;
    private final RunPages pages;

    public RunStore(NamedParameterJdbcOperations batches) {
        this.jdbc = JdbcClient.create(batches);
        this.census = new RunCensus(batches);
        this.pages = new RunPages(batches);
    }

    public void open(String id, String site, RunKind kind, Instant startedAt) {
        jdbc.sql(
                        """
                        insert into run (id, site, kind, state, started_at, problem, withheld, requests, points,
                          further_warnings, paused_millis)
                        values (:id, :site, :kind, 'RUNNING', :started, '', 0, 0, 0, 0, 0)\
                        """)
                .param("id", id)
                .param("site", site)
                .param("kind", kind.name())
                .param("started", startedAt.toEpochMilli())
                .update();
    }

    /**
     * A run that nobody closed was cut off: by a crash, or a stop that could not wait.
     *
     * @param except id of a run that goes on later
     */
    public int closeAbandoned(String site, Instant now, String except) {
        return jdbc.sql(
                        """
                        update run set state = 'INCOMPLETE', closed_at = :now, paused_until = null,
                          problem = :problem
                        where site = :site and state = 'RUNNING' and id <> :except\
                        """)
                .param("problem", INTERRUPTED)
                .param("site", site)
                .param("now", now.toEpochMilli())
                .param("except", except)
                .update();
    }

    public void pause(String id, Instant until) {
        jdbc.sql("update run set paused_until = :until where id = :id")
                .param("until", until.toEpochMilli())
                .param("id", id)
                .update();
    }

    /**
     * @param paused how long the run has waited in all
     */
    public void resume(String id, Duration paused) {
        jdbc.sql("update run set paused_until = null, paused_millis = :paused where id = :id")
                .param("paused", paused.toMillis())
                .param("id", id)
                .update();
    }

    /** Adds one page of results to the balances, to the census and to what is told of pages. */
    public void progress(String runId, Collection<Outcome> outcomes) {
        outcomes.stream()
                .collect(
                        Collectors.groupingBy(
                                outcome -> outcome.work().ref().space(),
                                TreeMap::new,
                                Collectors.reducing(Tally.NONE, RunStore::counted, Tally::plus)))
                .forEach((space, tally) -> add(runId, space, tally));
        census.add(runId, RunCensus.of(outcomes));
        pages.add(runId, outcomes);
    }

    private static Tally counted(Outcome outcome) {
        return Tally.of(outcome).plus(Tally.listed(outcome.work().listed() ? 1 : 0));
    }

    private void add(String runId, String space, Tally tally) {
        write(runId, space, tally, "run_space.%1$s + excluded.%1$s");
    }

    private void set(String runId, String space, Tally tally) {
        write(runId, space, tally, "excluded.%1$s");
    }

    /**
     * @param merge what a column becomes if the row is there already; %1$s stands for the column
     */
    private void write(String runId, String space, Tally tally, String merge) {
        String sql =
                """
                insert into run_space (run_id, space, listed, delivered, unchanged, skipped, failed,
                  removed, unremoved)
                values (:run, :space, :listed, :delivered, :unchanged, :skipped, :failed, :removed,
                  :unremoved)
                on conflict (run_id, space) do update set \
                """
                        + COLUMNS.stream()
                                .map(column -> column + " = " + merge.formatted(column))
                                .collect(Collectors.joining(", "));
        jdbc.sql(sql)
                .param("run", runId)
                .param("space", space)
                .param("listed", tally.listed())
                .param("delivered", tally.delivered())
                .param("unchanged", tally.unchanged())
                .param("skipped", tally.skipped())
                .param("failed", tally.failed())
                .param("removed", tally.removed())
                .param("unremoved", tally.unremoved())
                .update();
    }

    /**
     * @param notes what is to be said of the run as a whole
     */
    public void close(RunReport report, Set<String> notes) {
        Instant closedAt = report.closedAt();
        jdbc.sql(
                        """
                        update run set state = :state, closed_at = :closed, problem = :problem,
                          withheld = :withheld, requests = :requests, points = :points
                        where id = :id\
                        """)
                .param("state", report.state().name())
                .param("closed", closedAt == null ? null : closedAt.toEpochMilli())
                .param("problem", report.problem())
                .param("withheld", report.withheld())
                .param("requests", report.usage().requests())
                .param("points", report.usage().points())
                .param("id", report.id())
                .update();
        census.note(report.id(), notes);
        // A row of zeros for each idle space and run would be most of what the database holds.
        report.spaces().entrySet().stream()
                .filter(space -> !space.getValue().equals(Tally.NONE))
                .forEach(space -> set(report.id(), space.getKey(), space.getValue()));
    }

    /** The latest runs of a site, the newest first, without their census. */
    public List<RunReport> latest(String site, int number) {
        return jdbc
                .sql(
                        "select * from run where site = :site order by started_at desc, id desc limit :number")
                .param("site", site)
                .param("number", number)
                .query((row, index) -> report(row, Census.EMPTY))
                .list()
                .stream()
                .map(this::withSpaces)
                .toList();
    }

    public Optional<RunReport> find(String id) {
        return find(id, census.find(id));
    }

    Optional<RunReport> withoutCensus(String id) {
        return find(id, Census.EMPTY);
    }

    private Optional<RunReport> find(String id, Census met) {
        return jdbc.sql("select * from run where id = :id")
                .param("id", id)
                .query((row, index) -> report(row, met))
                .optional()
                .map(this::withSpaces);
    }

    private static RunReport report(ResultSet row, Census census) throws SQLException {
        long closed = row.getLong("closed_at");
        long until = row.getLong("paused_until");
        return new RunReport(
                row.getString("id"),
                row.getString("site"),
                RunKind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("started_at")),
                closed == 0 ? null : Instant.ofEpochMilli(closed),
                until == 0 ? null : Instant.ofEpochMilli(until),
                Duration.ofMillis(row.getLong("paused_millis")),
                row.getString("problem"),
                new TreeMap<>(),
                row.getInt("withheld"),
                new Usage(row.getLong("requests"), row.getLong("points")),
                census);
    }

    private RunReport withSpaces(RunReport report) {
        SortedMap<String, Tally> spaces = report.spaces();
        jdbc.sql("select * from run_space where run_id = :id")
                .param("id", report.id())
                .query(
                        row -> {
                            spaces.put(
                                    row.getString("space"),
                                    new Tally(
                                            row.getInt("listed"),
                                            row.getInt("delivered"),
                                            row.getInt("unchanged"),
                                            row.getInt("skipped"),
                                            row.getInt("failed"),
                                            row.getInt("removed"),
                                            row.getInt("unremoved")));
                        });
        return report;
    }
}
