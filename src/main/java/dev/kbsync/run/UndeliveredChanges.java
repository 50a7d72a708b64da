package dev.kbsync.run;

import dev.kbsync.history.RunHistory;
import dev.kbsync.history.RunReport;
import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.Outcome.Kind;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * How long edits take from Confluence to every sink. What is an edit: a page that the ledger knows
 * in an older version, or a new one that came after the last complete run. Whatever was there
 * before kbsync looked is none, nor is a document that is delivered again.
 */
@Component
public class UndeliveredChanges {

    /** Confluence shows a new page late, and two clocks differ. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(20),
        Duration.ofMinutes(30),
        Duration.ofHours(1),
        Duration.ofHours(4),
        Duration.ofDays(1)
    };

    private final RunHistory history;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, Edits> byRun = new ConcurrentHashMap<>();

    UndeliveredChanges(RunHistory history, MeterRegistry meters, Clock clock) {
        this.history = history;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * The edits that a run is delivering.
     *
     * @param complete when the last complete run had begun, as of the first page of results
     * @param made when each was made, by content id
     */
    private record Edits(String site, Optional<Instant> complete, Map<String, Instant> made) {}

    /**
     * A run is about to deliver these.
     *
     * @param known what the ledger has of them so far
     */
    void begin(Run run, Collection<PageWork> upserts, Map<String, LedgerEntry> known) {
        if (upserts.isEmpty()) {
            return;
        }
        Edits edits = byRun.computeIfAbsent(run.getId(), id -> edits(run.getSite().name()));
        for (PageWork work : upserts) {
            PageRef ref = work.ref();
            if (isEdit(ref, known.get(ref.contentId()), edits.complete())) {
                edits.made().put(ref.contentId(), ref.modifiedAt());
            }
        }
    }

    private Edits edits(String site) {
        return new Edits(
                site,
                history.lastComplete(site).map(RunReport::startedAt),
                new ConcurrentHashMap<>());
    }

    private static boolean isEdit(
            PageRef ref, @Nullable LedgerEntry known, Optional<Instant> complete) {
        return known == null
                ? complete.filter(at -> ref.modifiedAt().isAfter(at.minus(OVERLAP))).isPresent()
                : ref.revision() > known.ref().revision();
    }

    /** These outcomes are final. What failed is in the list of failures from now on. */
    void end(Run run, Collection<Outcome> outcomes) {
        Edits edits = byRun.get(run.getId());
        if (edits == null) {
            return;
        }
        Instant now = clock.instant();
        for (Outcome outcome : outcomes) {
            Instant made = edits.made().remove(outcome.work().ref().contentId());
            if (made != null && outcome.kind() == Kind.DELIVERED) {
                Duration took = Duration.between(made, now);
                timer(edits.site()).record(took.isNegative() ? Duration.ZERO : took);
            }
        }
    }

    private Timer timer(String site) {
        return Timer.builder("kbsync.edit.to.delivered")
                .description("From an edit in Confluence until every sink had it")
                .tag("site", site)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    /** What a run began and did not bring to an end is listed again by the next one. */
    @EventListener
    public void closed(RunReport report) {
        byRun.remove(report.id());
    }

    /** When the oldest edit was made that a run of this process is delivering. */
    public Optional<Instant> oldest(String site) {
        return byRun.values().stream()
                .filter(edits -> edits.site().equals(site))
                .flatMap(edits -> edits.made().values().stream())
                .min(Instant::compareTo);
    }
}
