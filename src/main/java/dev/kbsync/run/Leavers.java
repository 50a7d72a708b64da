package dev.kbsync.run;

import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.Format;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.site.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Finds documents that leave single sinks: their pages are still there, and may stay in other
 * sinks. A page may have such a work beside the one that says what else becomes of it.
 */
@Component
class Leavers {

    private static final String WITHHOLDS =
            "Restricted pages are withheld from the sink \"%s\", because all of its users can see everything in it;"
                    + " see the parameter \"restricted\" of its Kamelet.";

    private static final String OFF = "its sink is switched off";

    private final SinkRules rules;
    private final DocumentPath paths;
    private final Format format;

    Leavers(SinkRules rules, DocumentPath paths, Format format) {
        this.rules = rules;
        this.paths = paths;
        this.format = format;
    }

    /**
     * For pages that sinks hold whose filter they match no more. Where a person has allowed
     * removals, that is also so for sinks that are switched off.
     */
    List<PageWork> unmatched(Run run, Collection<Listed> rows, Map<String, LedgerEntry> known) {
        Site site = run.getSite();
        List<PageWork> leaving = new ArrayList<>();
        for (Listed row : rows) {
            LedgerEntry held = known.get(row.ref().contentId());
            if (held != null && !Decisions.isUnwanted(site, row.ref())) {
                rules.leaving(site, row.ref(), held)
                        .forEach(sink -> leaving.add(unmatched(site, row.ref(), held, sink)));
                if (run.getRequest().allowRemovals()) {
                    SinkRules.former(site, held)
                            .forEach(sink -> leaving.add(leave(site, row.ref(), held, sink, OFF)));
                }
            }
        }
        return leaving;
    }

    /**
     * Decided anew: a label may have come back, or the page may have moved, since it was listed.
     */
    List<PageWork> confirmed(Run run, Collection<Listed> rows, Map<String, LedgerEntry> known) {
        return unmatched(run, rows, known).stream().filter(run.leaving()::includes).toList();
    }

    /**
     * For restricted pages that sinks hold which show them to everybody: they go at once, however
     * many there are. The report names the sinks that restricted pages are withheld from.
     */
    List<PageWork> forbidden(Run run, Collection<Listed> rows, Map<String, LedgerEntry> known) {
        Site site = run.getSite();
        List<PageWork> works = new ArrayList<>();
        for (Listed row : rows) {
            PageRef ref = row.ref();
            if (Decisions.isUnwanted(site, ref)) {
                continue;
            }
            rules.withholding(site, ref).forEach(sink -> run.note(WITHHOLDS.formatted(sink)));
            LedgerEntry held = known.getOrDefault(ref.contentId(), new LedgerEntry(ref, Map.of()));
            for (String sink : rules.forbidden(site, ref, held)) {
                works.add(leave(site, ref, held, sink, SinkRules.withheld(List.of(sink))));
            }
        }
        return works;
    }

    /** For a page as the ledger knows it, for a reason that was found when it was listed. */
    PageWork leave(Site site, LedgerEntry held, String sink, String reason) {
        return leave(site, held.ref(), held, sink, reason);
    }

    private PageWork unmatched(Site site, PageRef ref, LedgerEntry held, String sink) {
        return leave(site, ref, held, sink, rules.refusal(site, sink, ref));
    }

    private PageWork leave(Site site, PageRef ref, LedgerEntry held, String sink, String reason) {
        String path = paths.of(site.name(), ref, format);
        List<String> sinks = List.of(sink);
        return new PageWork(
                ref,
                Verdict.LEAVE,
                reason,
                false,
                null,
                sinks,
                path,
                held.formerPaths(sinks, path),
                held.ownPaths(sinks));
    }
}
