package dev.kbsync.run;

import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.page.AttachedFile;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.Fingerprint;
import dev.kbsync.page.Format;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.site.Site;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides what is to be done with one page, from what was listed and what the ledger knows. */
@Component
class Planner {

    private final ConverterTag tag;
    private final Format format;
    private final DocumentPath paths;
    private final SinkTargets targets;

    Planner(ConverterTag tag, Format format, DocumentPath paths, SinkTargets targets) {
        this.tag = tag;
        this.format = format;
        this.paths = paths;
        this.targets = targets;
    }

    /**
     * For a page that a listing shows.
     *
     * @param letGo by sink, the page's fingerprint when the routes did not hand it on
     */
    PageWork listed(Site site, Listed row, @Nullable LedgerEntry known, Map<String, String> letGo) {
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
        List<String> wanting =
                site.sinks().stream().filter(sink -> !fingerprint.equals(letGo.get(sink))).toList();
        List<String> due =
                wanting.stream()
                        .filter(
                                sink ->
                                        !fingerprint.equals(held.at(sink).fingerprint())
                                                || targets.lacks(sink, path))
                        .toList();
        if (file != null && !file.locked().isEmpty() && !due.isEmpty()) {
            // What sinks hold of it is older than the file, but no reason to take it away.
            return new PageWork(ref, Verdict.SKIP, file.locked(), true, null, List.of(), path);
        }
        if (due.isEmpty()) {
            return wanting.isEmpty() && !site.sinks().isEmpty()
                    ? new PageWork(
                            ref, Verdict.SKIP, PageOutcome.LET_GO, true, null, List.of(), path)
                    : new PageWork(ref, Verdict.UNCHANGED, "", true, null, List.of(), path);
        }
        return new PageWork(
                ref,
                Verdict.UPSERT,
                "",
                true,
                row.storage(),
                due,
                path,
                former(held, due, path),
                held.ownPaths(due));
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
                ? "who may read it could not be found out"
                : "";
    }

    /**
     * For a page that the ledger knows and Confluence does not show any more.
     *
     * @param fate what became of it, a few words; null if the listing cannot tell
     */
    PageWork absent(Site site, LedgerEntry known, @Nullable String fate) {
        return removal(
                site,
                known.ref(),
                known,
                false,
                fate == null ? "it was deleted, archived or hidden" : fate);
    }

    private PageWork unwanted(Site site, PageRef ref, @Nullable LedgerEntry known, String why) {
        if (known != null && !known.sinks().isEmpty()) {
            return removal(site, ref, known, true, why);
        }
        String path = paths.of(site.name(), ref, format);
        return new PageWork(ref, Verdict.SKIP, why, true, null, List.of(), path);
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
                former(known, sinks, path),
                known.ownPaths(sinks));
    }

    private static List<String> former(LedgerEntry known, List<String> sinks, String path) {
        return known.possiblePaths(sinks).stream()
                .filter(old -> !old.equals(path))
                .sorted()
                .toList();
    }
}
