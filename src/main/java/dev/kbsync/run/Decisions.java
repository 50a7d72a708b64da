package dev.kbsync.run;

import dev.kbsync.ledger.FilteredPageStore;
import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.page.AttachedFile;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.Fingerprint;
import dev.kbsync.page.Format;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageOutcome;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides what is to be done with each page of a page of results, from what was listed and what the
 * ledger knows.
 */
@Component
class Decisions {

    private final HeldFailures failures;
    private final FilteredPageStore filtered;
    private final ConverterTag tag;
    private final Format format;
    private final DocumentPath paths;
    private final SinkTargets targets;
    private final SinkRules rules;
    private final Leavers leavers;

    Decisions(
            HeldFailures failures,
            FilteredPageStore filtered,
            ConverterTag tag,
            Format format,
            DocumentPath paths,
            SinkTargets targets,
            SinkRules rules,
            Leavers leavers) {
        this.leavers = leavers;
        this.rules = rules;
        this.failures = failures;
        this.filtered = filtered;
        this.tag = tag;
        this.format = format;
        this.paths = paths;
        this.targets = targets;
    }

    /** The works for what is listed, and for what was asked for by id and is gone. */
    List<PageWork> of(Run run, ResultPage page) {
        Map<String, Listed> rows = new LinkedHashMap<>();
        for (Listed row : page.rows()) {
            // A page edited while it is listed may come twice; the newer one counts.
            rows.merge(
                    row.ref().contentId(),
                    row,
                    (one, two) -> one.ref().revision() > two.ref().revision() ? one : two);
        }
        Set<String> ids = new LinkedHashSet<>(rows.keySet());
        ids.addAll(page.absence().ids());
        Map<String, LedgerEntry> known = run.effects().known(run, ids);
        Map<String, Map<String, String>> letGo =
                filtered.find(run.getSite().knownCloudId(), rows.keySet());
        List<PageWork> works = new ArrayList<>();
        if (page.leg() instanceof Leg.Confirm) {
            works.addAll(leavers.confirmed(run, rows.values(), known));
            // What else is to be done with them was done when they were listed.
            Set<String> leaving = run.leaving().pages();
            rows.values()
                    .removeIf(
                            row ->
                                    leaving.contains(row.ref().contentId())
                                            && !isUnwanted(run.getSite(), row.ref()));
        }
        rows.forEach(
                (id, row) ->
                        works.add(
                                listed(
                                        run.getSite(),
                                        row,
                                        known.get(id),
                                        letGo.getOrDefault(id, Map.of()))));
        works.addAll(leavers.forbidden(run, rows.values(), known));
        if (run.getKind() == RunKind.FULL && !run.confirming()) {
            rows.values().forEach(row -> run.unmatched().saw(row.ref(), run.getStartedAt()));
            run.leaving().add(leavers.unmatched(run, rows.values(), known));
        }
        failures.hold(run, page.leg(), works);
        if (page.leg() instanceof Leg.Confirm) {
            List<PageWork> waiting = deselected(run, works);
            works.removeAll(waiting);
            works.addAll(gone(run, page, known, waiting));
        } else {
            run.effects().vanished(run, page.absence().ids());
        }
        return run.effects().decided(works, known.keySet());
    }

    /**
     * Removals of pages that are there, in spaces that nobody chose. They wait where too many
     * documents would go: the choice may be wrong. What is secret waits for nobody.
     */
    private static List<PageWork> deselected(Run run, List<PageWork> works) {
        Site site = run.getSite();
        return works.stream()
                .filter(PageWork::isWithdrawal)
                .filter(work -> run.withholding().keeps(work.ref()))
                .filter(work -> !site.spaces().covers(work.ref().space()))
                .filter(work -> secret(site, work.ref()).isEmpty())
                .toList();
    }

    private List<PageWork> gone(
            Run run, ResultPage page, Map<String, LedgerEntry> known, List<PageWork> deselected) {
        run.withholding().hiding(page.absence().hiding());
        List<PageWork> waiting = new ArrayList<>(deselected);
        List<PageWork> removals = new ArrayList<>();
        for (String id : page.absence().ids()) {
            LedgerEntry entry = known.get(id);
            if (entry != null) {
                PageRef ref = entry.ref();
                PageWork removal = removal(run.getSite(), ref, entry, false, fate(run, page, ref));
                (run.withholding().keeps(ref) ? waiting : removals).add(removal);
            }
        }
        run.withholding().count(waiting.size());
        run.effects().withhold(run, page, waiting);
        return removals;
    }

    private static String fate(Run run, ResultPage page, PageRef ref) {
        return run.withholding().hiding().contains(ref.space())
                ? "a data security policy hides pages of its space from apps"
                : page.absence()
                        .fates()
                        .getOrDefault(ref.contentId(), "it was deleted, archived or hidden");
    }

    /**
     * For a page that a listing shows.
     *
     * @param letGo by sink, the page's fingerprint when the routes did not hand it on
     */
    private PageWork listed(
            Site site, Listed row, @Nullable LedgerEntry known, Map<String, String> letGo) {
        PageRef ref = row.ref();
        if (!site.spaces().covers(ref.space())) {
            return unwanted(
                    site,
                    ref,
                    known,
                    "it is in the space " + ref.space() + ", which is not chosen");
        }
        String secret = secret(site, ref);
        if (!secret.isEmpty()) {
            return unwanted(site, ref, known, secret);
        }
        AttachedFile file = ref.details().file();
        if (file != null && !file.unfit().isEmpty()) {
            return unwanted(site, ref, known, file.unfit());
        }
        String fingerprint = Fingerprint.of(ref, tag.value());
        String path = paths.of(site.name(), ref, format);
        LedgerEntry held = known == null ? new LedgerEntry(ref, Map.of()) : known;
        List<String> interested = rules.wanting(site, ref);
        if (interested.isEmpty() && !site.sinks().isEmpty()) {
            List<String> withholding = rules.withholding(site, ref);
            return PageWork.settled(
                    ref,
                    Verdict.SKIP,
                    withholding.isEmpty()
                            ? rules.refusal(site, ref)
                            : SinkRules.withheld(withholding),
                    path);
        }
        List<String> wanting =
                interested.stream().filter(sink -> !fingerprint.equals(letGo.get(sink))).toList();
        List<String> due =
                wanting.stream()
                        .filter(
                                sink ->
                                        !fingerprint.equals(held.at(sink).fingerprint())
                                                || targets.lacks(sink, path))
                        .toList();
        if (file != null && !file.locked().isEmpty() && !due.isEmpty()) {
            // What sinks hold of it is older than the file, but no reason to take it away.
            return PageWork.settled(ref, Verdict.SKIP, file.locked(), path);
        }
        if (due.isEmpty()) {
            return wanting.isEmpty() && !site.sinks().isEmpty()
                    ? PageWork.settled(ref, Verdict.SKIP, PageOutcome.LET_GO, path)
                    : PageWork.settled(ref, Verdict.UNCHANGED, "", path);
        }
        return new PageWork(
                ref,
                Verdict.UPSERT,
                "",
                true,
                row.storage(),
                due,
                path,
                held.formerPaths(due, path),
                held.ownPaths(due));
    }

    /** Whether a page goes from every sink, whatever their filters. */
    static boolean isUnwanted(Site site, PageRef ref) {
        AttachedFile file = ref.details().file();
        return !site.spaces().covers(ref.space())
                || !secret(site, ref).isEmpty()
                || (file != null && !file.unfit().isEmpty());
    }

    /** Why not everybody who reads the documents may read this one; empty if they may. */
    private static String secret(Site site, PageRef ref) {
        if (ref.access() == Access.OPEN) {
            return "";
        }
        if (ref.access() == Access.RESTRICTED && !site.includeRestricted()) {
            return "it is restricted, itself or by a page above it";
        }
        // Without names the document could not say who may read it.
        return ref.access() == Access.UNKNOWN || ref.details().readers().isEmpty()
                ? "it could not be determined who may read it"
                : "";
    }

    private PageWork unwanted(Site site, PageRef ref, @Nullable LedgerEntry known, String why) {
        if (known != null && !known.sinks().isEmpty()) {
            return removal(site, ref, known, true, why);
        }
        return PageWork.settled(ref, Verdict.SKIP, why, paths.of(site.name(), ref, format));
    }

    private PageWork removal(
            Site site, PageRef ref, LedgerEntry known, boolean listed, String why) {
        String path = paths.of(site.name(), ref, format);
        List<String> sinks = List.copyOf(known.sinks().keySet());
        return new PageWork(
                ref,
                Verdict.REMOVE,
                why,
                listed,
                null,
                sinks,
                path,
                known.formerPaths(sinks, path),
                known.ownPaths(sinks));
    }
}
