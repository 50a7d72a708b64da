package dev.kbsync.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Fingerprint;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.Outcome.Kind;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.site.Site;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Writes what became of pages into the ledger, within a transaction of the caller. */
@Component
public class OutcomeRecorder {

    private static final Set<Kind> MENDED =
            EnumSet.of(Kind.DELIVERED, Kind.UNCHANGED, Kind.REMOVED);

    private final LedgerStore store;
    private final FilteredPageStore filtered;
    private final LinkStore links;
    private final FailureStore failures;
    private final ConverterTag tag;

    public OutcomeRecorder(
            LedgerStore store,
            FilteredPageStore filtered,
            LinkStore links,
            FailureStore failures,
            ConverterTag tag) {
        this.store = store;
        this.filtered = filtered;
        this.links = links;
        this.failures = failures;
        this.tag = tag;
    }

    public void record(Site site, String runId, Collection<Outcome> outcomes) {
        String cloudId = site.knownCloudId();
        store.seen(
                cloudId, ids(outcomes.stream().filter(outcome -> outcome.work().listed())), runId);
        delivered(site, runId, outcomes);
        outcomes.forEach(this::record);
        withdraw(cloudId, outcomes);
        // A page may have two outcomes: stored at one sink, and removed from another.
        Set<String> failed =
                Set.copyOf(ids(outcomes.stream().filter(o -> o.kind() == Kind.FAILED)));
        List<Outcome> well =
                outcomes.stream()
                        .filter(o -> !failed.contains(o.work().ref().contentId()))
                        .toList();
        failures.mended(cloudId, ids(well.stream().filter(o -> MENDED.contains(o.kind()))));
        failures.skipped(cloudId, ids(well.stream().filter(o -> o.kind() == Kind.SKIPPED)));
    }

    /** What sinks hold now goes into the database for all pages together. */
    private void delivered(Site site, String runId, Collection<Outcome> outcomes) {
        List<ConfirmedDocument> documents =
                outcomes.stream()
                        .filter(outcome -> outcome.work().isUpsert())
                        .map(this::confirmed)
                        .filter(document -> !document.sinks().isEmpty())
                        .toList();
        if (!documents.isEmpty()) {
            store.delivered(documents, runId);
            documents.stream()
                    .collect(
                            groupingBy(
                                    ConfirmedDocument::sinks,
                                    mapping(document -> document.ref().contentId(), toList())))
                    .forEach((sinks, ids) -> filtered.forget(site.knownCloudId(), ids, sinks));
            links.record(documents, site.sinks());
        }
    }

    private ConfirmedDocument confirmed(Outcome outcome) {
        PageWork work = outcome.work();
        return new ConfirmedDocument(
                work.ref(), work.path(), good(outcome), fingerprint(work.ref()), outcome.links());
    }

    private String fingerprint(PageRef ref) {
        return Fingerprint.of(ref, tag.value());
    }

    private static List<String> good(Outcome outcome) {
        return outcome.sinks().entrySet().stream()
                .filter(sink -> sink.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void record(Outcome outcome) {
        PageWork work = outcome.work();
        PageRef ref = work.ref();
        if (!outcome.letGo().isEmpty()) {
            filtered.record(ref, outcome.letGo(), fingerprint(ref));
            if (store.letGo(ref, outcome.letGo())) {
                links.gone(ref);
            }
        }
        if (work.isRemoval()) {
            removed(work, good(outcome));
        }
        if (outcome.kind() == Kind.FAILED && work.verdict() != Verdict.WAIT) {
            failures.failed(outcome, fingerprint(ref));
        }
    }

    private void removed(PageWork work, List<String> sinks) {
        PageRef ref = work.ref();
        boolean nowhere = store.removed(ref, sinks);
        if (work.isWithdrawal()) {
            filtered.forget(ref.cloudId(), List.of(ref.contentId()));
        } else {
            filtered.forget(ref.cloudId(), List.of(ref.contentId()), sinks);
            if (nowhere) {
                links.gone(ref);
            }
        }
    }

    /**
     * Outcomes come in the order in which they were ready. What is withdrawn comes last: documents
     * of the same page of results were made while it was still there.
     */
    private void withdraw(String cloudId, Collection<Outcome> outcomes) {
        outcomes.stream()
                .map(Outcome::work)
                .filter(PageWork::isWithdrawal)
                .forEach(work -> links.gone(work.ref()));
        links.compare(cloudId, ids(outcomes.stream().filter(outcome -> outcome.work().isUpsert())));
    }

    private static List<String> ids(Stream<Outcome> outcomes) {
        return outcomes.map(outcome -> outcome.work().ref().contentId()).toList();
    }
}
