package dev.kbsync.page;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of one page in one run.
 *
 * @param work what was to be done; without its body, which nobody needs any more
 * @param kind what became of it
 * @param stage where it failed: fetch, convert, deliver; empty otherwise
 * @param reason why it was skipped, removed or failed, one sentence; empty otherwise
 * @param sinks for each sink that was told, what went wrong there; empty text if nothing did
 * @param links its document's links to other documents
 * @param census what the conversion met
 */
public record Outcome(
        PageWork work,
        Kind kind,
        String stage,
        String reason,
        Map<String, String> sinks,
        List<PageLinks.Made> links,
        Census census) {

    /** What became of a page. */
    public enum Kind {
        DELIVERED,
        UNCHANGED,
        SKIPPED,
        FAILED,
        REMOVED
    }

    public Outcome {
        sinks = new TreeMap<>(sinks);
        work = work.withoutBody();
    }

    /** The outcome of a page that no document was delivered of. */
    public Outcome(
            PageWork work,
            Kind kind,
            String stage,
            String reason,
            Map<String, String> sinks,
            Census census) {
        this(work, kind, stage, reason, sinks, List.of(), census);
    }

    public static Outcome failed(PageWork work, String stage, String reason) {
        return new Outcome(work, Kind.FAILED, stage, reason, Map.of(), Census.EMPTY);
    }

    /** Names of the sinks that the routes should have told of the page, but did not. */
    public List<String> letGo() {
        return work.isUpsert() && (kind == Kind.DELIVERED || kind == Kind.SKIPPED)
                ? work.sinks().stream().filter(sink -> !sinks.containsKey(sink)).toList()
                : List.of();
    }

    /** Whether the page's documents went from every sink that had one. */
    public boolean withdrawn() {
        return work.isWithdrawal() && kind != Kind.FAILED;
    }
}
