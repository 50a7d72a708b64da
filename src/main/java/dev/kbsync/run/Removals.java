package dev.kbsync.run;

import dev.kbsync.ledger.FormerSinks;
import dev.kbsync.page.Batches;
import dev.kbsync.page.Leg;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.SpaceInfo;
import dev.kbsync.site.RunKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Absence is not deletion. What a whole listing did not show is asked for again by id, and only
 * what stays away then goes. More of it than the threshold is asked for all the same, but stays
 * where it is until a person has looked at what is gone; so does everything if no space is shown.
 */
@Component
class Removals {

    private static final Logger log = LoggerFactory.getLogger(Removals.class);

    private final RunProperties properties;
    private final Leavers leavers;
    private final FormerSinks former;

    Removals(RunProperties properties, Leavers leavers, FormerSinks former) {
        this.properties = properties;
        this.leavers = leavers;
        this.former = former;
    }

    /** Names the sinks that are switched off and hold documents still, unless those go now. */
    void nameFormer(Run run) {
        if (run.getKind() != RunKind.FULL || !run.getRequest().allowRemovals()) {
            former.of(run.getSite()).forEach(sink -> run.note(sink.text()));
        }
    }

    /** Names the spaces of which a data security policy hides pages; what is hidden is not gone. */
    void nameHiding(Run run, List<SpaceInfo> visible) {
        List<String> keys =
                visible.stream().filter(SpaceInfo::hidesPages).map(SpaceInfo::key).toList();
        run.withholding().hiding(keys);
        if (!keys.isEmpty()) {
            run.note(
                    ("A data security policy of the organization hides pages of these spaces from apps: %s."
                                    + " They cannot be synced, and their documents stay until a person removes them.")
                            .formatted(String.join(", ", keys)));
        }
    }

    /** Once everything is listed, has the run ask for what no list showed. */
    void settle(Run run) {
        if (run.getKind() != RunKind.FULL || run.confirming() || !run.listedToTheEnd()) {
            return;
        }
        run.effects().listed(run);
        run.withholding()
                .decided(
                        run.effects().approval(run, "", true),
                        run.effects().approval(run, "", false));
        List<String> unseen = unseen(run, Set.of());
        // Those wait anyway, and must not make the others wait.
        int doubtful =
                run.withholding().hiding().isEmpty()
                        ? unseen.size()
                        : unseen(run, run.withholding().hiding()).size();
        long known = run.effects().documents(run);
        boolean allowed = run.getRequest().allowRemovals();
        if (!allowed && run.spaces().isEmpty() && !unseen.isEmpty()) {
            // An account that lost its access sees nothing and gets no error either.
            log.warn(
                    "{}: Confluence shows this credential none of the spaces, so the removal of {} documents waits"
                            + " for you",
                    run.getSite().name(),
                    unseen.size());
            run.withholding().all();
        } else if (!allowed && tooMany(doubtful, known)) {
            log.warn(
                    "{}: {} of {} documents were not listed any more; that is more than {} and more than {} %, so"
                            + " their removal waits for you",
                    run.getSite().name(),
                    doubtful,
                    known,
                    properties.removals().count(),
                    properties.removals().percent());
            run.withholding().all();
        }
        limitLeaving(run);
        List<String> asked =
                Stream.concat(unseen.stream(), run.leaving().pages().stream().sorted())
                        .distinct()
                        .toList();
        run.confirm(Batches.of(asked).stream().<Leg>map(Leg.Confirm::new).toList());
    }

    /**
     * A filter that is wrong must not empty a sink: of too many, all wait. What a person keeps
     * there stays.
     */
    private void limitLeaving(Run run) {
        for (String sink : run.getSite().sinks()) {
            Set<String> ids = run.leaving().pages(sink);
            Set<String> kept = new HashSet<>(run.effects().kept(run, sink));
            kept.retainAll(ids);
            ids.removeAll(kept);
            run.leaving().stay(sink, kept);
            List<PageWork> waiting = List.of();
            long held = run.effects().documents(run, sink);
            boolean tooMany = tooMany(ids.size(), held);
            if (tooMany) {
                ids.removeAll(run.effects().approval(run, sink, true));
            } else {
                // What a person saw and did not approve waits, even if it is little.
                ids.retainAll(run.effects().approval(run, sink, false));
            }
            if (!run.getRequest().allowRemovals() && tooMany && !ids.isEmpty()) {
                log.warn(
                        "{}: {} of {} documents no longer match the filter of sink \"{}\"; that is more than"
                                + " {} and more than {} %, so their removal waits for you",
                        run.getSite().name(),
                        ids.size(),
                        held,
                        sink,
                        properties.removals().count(),
                        properties.removals().percent());
            }
            if (!run.getRequest().allowRemovals() && !ids.isEmpty()) {
                waiting = leaving(run, sink, ids);
                run.leaving().stay(sink, ids);
                run.withholding().count(waiting.size());
            }
            run.effects().withhold(run, sink, kept, waiting);
        }
    }

    private List<PageWork> leaving(Run run, String sink, Set<String> ids) {
        List<PageWork> works = new ArrayList<>();
        for (List<String> some : Batches.of(List.copyOf(ids))) {
            run.effects().known(run, some).values().stream()
                    .map(
                            held ->
                                    leavers.leave(
                                            run.getSite(),
                                            held,
                                            sink,
                                            run.leaving().reason(held.ref().contentId(), sink)))
                    .forEach(works::add);
        }
        return works;
    }

    private static List<String> unseen(Run run, Set<String> exceptSpaces) {
        Set<String> except = new HashSet<>(run.brokenSpaces().keySet());
        except.addAll(exceptSpaces);
        return run.effects().unseen(run, except);
    }

    private boolean tooMany(long unseen, long known) {
        return unseen > properties.removals().count()
                && unseen * 100L > known * properties.removals().percent();
    }
}
