package dev.kbsync.history;

import dev.kbsync.page.Census;
import dev.kbsync.page.Census.Met;
import dev.kbsync.page.Census.Treatment;
import dev.kbsync.page.OneLine;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.PageRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the conversions of a run met, kept with the run. */
public final class RunCensus {

    private static final int MOST_NAMES = 12;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    RunCensus(NamedParameterJdbcOperations batches) {
        this.batches = batches;
        this.jdbc = JdbcClient.create(batches);
    }

    /** What was met on these pages, each warning with the page's title. */
    public static Census of(Collection<Outcome> outcomes) {
        return Census.sum(
                outcomes.stream()
                        .filter(outcome -> !outcome.census().equals(Census.EMPTY))
                        .map(outcome -> outcome.census().on(name(outcome.work().ref())))
                        .toList());
    }

    /** A page as logs and reports name it. */
    public static String name(PageRef ref) {
        return "%s \"%s\" (%s)".formatted(ref.space(), OneLine.of(ref.title()), ref.contentId());
    }

    /** Adds to what a run has met so far. */
    void add(String runId, Census more) {
        Set<String> known = constructs(runId);
        List<SqlParameterSource> rows = new ArrayList<>();
        for (Met met : more.met()) {
            boolean room = known.size() < Census.MOST_CONSTRUCTS || known.contains(met.construct());
            String construct = room ? met.construct() : Census.OTHERS;
            known.add(construct);
            rows.add(row(runId, construct, met));
        }
        batches.batchUpdate(
                """
                insert into run_census (run_id, construct, pages, rendered, named, dropped, unknown)
                values (:run, :construct, :pages, :rendered, :named, :dropped, :unknown)
                on conflict (run_id, construct) do update set
                  pages = run_census.pages + excluded.pages,
                  rendered = run_census.rendered + excluded.rendered,
                  named = run_census.named + excluded.named,
                  dropped = run_census.dropped + excluded.dropped,
                  unknown = run_census.unknown + excluded.unknown\
                """,
                rows.toArray(SqlParameterSource[]::new));
        if (!more.warnings().isEmpty()) {
            warn(runId, more);
        }
    }

    /** Keeps what is to be said of a run as a whole, ahead of what was met on its pages. */
    void note(String runId, Set<String> notes) {
        int number = -notes.size();
        for (String note : notes) {
            warn(runId, number++, note);
        }
    }

    private void warn(String runId, int number, String warning) {
        jdbc.sql("insert into run_warning (run_id, number, warning) values (?, ?, ?)")
                .params(runId, number, warning)
                .update();
    }

    private void warn(String runId, Census more) {
        int before = warnings(runId).size();
        int room = Math.min(Census.MOST_WARNINGS - before, more.warnings().size());
        for (int i = 0; i < room; i++) {
            warn(runId, before + i, more.warnings().get(i));
        }
        jdbc.sql("update run set further_warnings = further_warnings + ? where id = ?")
                .params(more.warnings().size() - room + more.furtherWarnings(), runId)
                .update();
    }

    private static SqlParameterSource row(String runId, String construct, Met met) {
        return new MapSqlParameterSource("run", runId)
                .addValue("construct", construct)
                .addValue("pages", met.pages())
                .addValue("rendered", met.rendered())
                .addValue("named", met.named())
                .addValue("dropped", met.dropped())
                .addValue("unknown", met.unknown());
    }

    Census find(String runId) {
        SortedMap<String, SortedMap<Treatment, Integer>> counts = new TreeMap<>();
        SortedMap<String, Integer> pages = new TreeMap<>();
        jdbc.sql("select * from run_census where run_id = :id")
                .param("id", runId)
                .query(
                        row -> {
                            SortedMap<Treatment, Integer> times = new TreeMap<>();
                            for (Treatment treatment : Treatment.values()) {
                                int number = row.getInt(treatment.name().toLowerCase(Locale.ROOT));
                                if (number > 0) {
                                    times.put(treatment, number);
                                }
                            }
                            counts.put(row.getString("construct"), times);
                            pages.put(row.getString("construct"), row.getInt("pages"));
                        });
        int further =
                jdbc.sql("select further_warnings from run where id = :id")
                        .param("id", runId)
                        .query(Integer.class)
                        .optional()
                        .orElse(0);
        return new Census(counts, pages, warnings(runId), further);
    }

    private Set<String> constructs(String runId) {
        return new HashSet<>(
                jdbc.sql("select construct from run_census where run_id = :id")
                        .param("id", runId)
                        .query(String.class)
                        .list());
    }

    private List<String> warnings(String runId) {
        return jdbc.sql("select warning from run_warning where run_id = :id order by number")
                .param("id", runId)
                .query(String.class)
                .list();
    }

    /** What a person should know of it, in a few lines: what is not in the documents as it was. */
    static String text(Census census) {
        StringBuilder text = new StringBuilder();
        line(text, "named only", census, Treatment.NAMED);
        line(text, "unknown, body kept", census, Treatment.UNKNOWN);
        line(text, "left out", census, Treatment.DROPPED);
        int warnings = census.warnings().size() + census.furtherWarnings();
        if (warnings > 0) {
            text.append("\n  warnings: ").append(warnings).append(", the first: ");
            text.append(OneLine.of(census.warnings().get(0)));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String title, Census census, Treatment what) {
        List<Met> which =
                census.met().stream()
                        .filter(Met::isMacro)
                        .filter(met -> met.times(what) > 0)
                        .toList();
        if (which.isEmpty()) {
            return;
        }
        text.append("\n  ").append(title).append(": ");
        text.append(
                which.stream()
                        .limit(MOST_NAMES)
                        .map(met -> "%s %d".formatted(met.construct(), met.times(what)))
                        .collect(Collectors.joining(", ")));
        if (which.size() > MOST_NAMES) {
            text.append(" and ").append(which.size() - MOST_NAMES).append(" others");
        }
    }
}
