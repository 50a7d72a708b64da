package dev.kbsync.run;

import dev.kbsync.ledger.FailureStore;
import dev.kbsync.ledger.FailureStore.Held;
import dev.kbsync.ledger.FilteredPageStore;
import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.ledger.SinkMoves;
import dev.kbsync.ledger.WithheldStore;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Fingerprint;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.page.ResultPage;
import dev.kbsync.site.RunKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides what is to be done with each page of a page of results. */
@Component
class Decisions {

    private final LedgerStore store;
    private final FailureStore failures;
    private final WithheldStore withheld;
    private final FilteredPageStore letGo;
    private final SinkMoves moves;
    private final Planner planner;
    private final ConverterTag tag;

    Decisions(
            LedgerStore store,
            FailureStore failures,
            WithheldStore withheld,
            FilteredPageStore letGo,
            SinkMoves moves,
            Planner planner,
            ConverterTag tag) {
        this.store = store;
        this.letGo = letGo;
        this.moves = moves;
        this.failures = failures;
        this.withheld = withheld;
        this.planner = planner;
        this.tag = tag;
    }

    /** The works for what is listed, and for what was asked for by id and is gone. */
    List<PageWork> of(Run run, ResultPage page) {
        Map<String, Listed> rows = new LinkedHashMap<>();
        for (Listed row : page.rows()) {
            // A page edited while it is listed may come twice; the newer one counts.
            rows.merge(
                    row.ref().contentId(),
                    row,
                    (one, two) -> one.ref().version() > two.ref().version() ? one : two);
        }
        Set<String> ids = new LinkedHashSet<>(rows.keySet());
        ids.addAll(page.absent());
        Map<String, LedgerEntry> known =
                new HashMap<>(store.find(run.getSite().knownCloudId(), ids));
        if (run.plan() != null) {
            Set<String> moved = moves.of(run.getSite());
            known.replaceAll(
                    (id, entry) -> run.relinking() ? entry.doubted() : entry.doubted(moved));
        }
        Map<String, Map<String, String>> filtered =
                letGo.find(run.getSite().knownCloudId(), rows.keySet());

        List<PageWork> works = new ArrayList<>();
        rows.forEach(
                (id, row) ->
                        works.add(
                                planner.listed(
                                        run.getSite(),
                                        row,
                                        known.get(id),
                                        filtered.getOrDefault(id, Map.of()))));
        hold(run, page.leg(), works);
        if (page.leg().purpose() == Leg.Purpose.CONFIRM) {
            works.addAll(gone(run, page, known));
        } else if (run.plan() == null) {
            // Nothing is left to try again; what a sink may hold of them goes with the next full
            // run.
            failures.mended(run.getSite().knownCloudId(), page.absent());
            letGo.forget(run.getSite().knownCloudId(), page.absent());
        }
        Plan plan = run.plan();
        return plan == null ? works : plan.decided(works, known.keySet());
    }

    /**
     * A run for changes meets a page again and again as long as it counts as new; what failed is
     * tried at its own time all the same, and what was dismissed not at all. A full run tries
     * everything, and no run tries a page twice.
     */
    private void hold(Run run, Leg leg, List<PageWork> works) {
        if (run.getKind() == RunKind.FULL && leg.purpose() != Leg.Purpose.RETRY) {
            return;
        }
        Map<String, Held> held =
                failures.held(
                        run.getSite().knownCloudId(),
                        works.stream()
                                .filter(PageWork::isUpsert)
                                .map(work -> work.ref().contentId())
                                .toList());
        if (!held.isEmpty()) {
            works.replaceAll(work -> unlessHeld(work, held.get(work.ref().contentId())));
        }
    }

    private PageWork unlessHeld(PageWork work, @Nullable Held held) {
        if (held == null
                || !work.isUpsert()
                || !held.fingerprint().equals(Fingerprint.of(work.ref(), tag.value()))) {
            return work;
        }
        if (held.dismissed()) {
            return work.as(
                    Verdict.SKIP,
                    "its failure was dismissed; it is tried when it changes, or by a full run");
        }
        return failures.isDue(held) ? work : work.as(Verdict.WAIT, held.reason());
    }

    private List<PageWork> gone(Run run, ResultPage page, Map<String, LedgerEntry> known) {
        run.hiding(page.hiding());
        List<PageWork> waiting = new ArrayList<>();
        List<PageWork> removals = new ArrayList<>();
        for (String id : page.absent()) {
            LedgerEntry entry = known.get(id);
            if (entry != null) {
                PageWork removal = planner.absent(run.getSite(), entry, fate(run, page, entry));
                (run.withholds(entry.ref().space()) ? waiting : removals).add(removal);
            }
        }
        withhold(run, page, waiting);
        return removals;
    }

    private static @Nullable String fate(Run run, ResultPage page, LedgerEntry entry) {
        return run.hiding().contains(entry.ref().space())
                ? "a data security policy hides pages of its space from apps"
                : page.fates().get(entry.ref().contentId());
    }

    private void withhold(Run run, ResultPage page, List<PageWork> removals) {
        run.withheldMore(removals.size());
        Plan plan = run.plan();
        if (plan != null) {
            removals.forEach(plan::withheld);
            return;
        }
        String cloudId = run.getSite().knownCloudId();
        withheld.found(cloudId, page.rows().stream().map(row -> row.ref().contentId()).toList());
        withheld.hold(cloudId, removals);
        // One that failed before is not tried again as long as it is withheld.
        failures.mended(
                cloudId, removals.stream().map(removal -> removal.ref().contentId()).toList());
    }
}
