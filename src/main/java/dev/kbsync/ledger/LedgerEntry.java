package dev.kbsync.ledger;

import dev.kbsync.page.PageRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the ledger knows of a page.
 *
 * @param ref the page as it was when last announced; of ancestors only what the place of the
 *     document needs is kept
 * @param sinks what each sink holds that may hold a document
 */
public record LedgerEntry(PageRef ref, Map<String, Holding> sinks) {

    public Holding at(String sink) {
        return sinks.getOrDefault(sink, Holding.NONE);
    }

    /** Every file name that a document may lie under at some of the sinks. */
    public List<String> possiblePaths(Collection<String> some) {
        return at(some, Holding::possiblePaths);
    }

    /** The file names under which some of the sinks confirmed a document. */
    public List<String> ownPaths(Collection<String> some) {
        return at(some, Holding::ownPaths);
    }

    /** Where earlier documents may lie at some of the sinks, except under the present name. */
    public List<String> formerPaths(Collection<String> some, String present) {
        return possiblePaths(some).stream().filter(path -> !path.equals(present)).sorted().toList();
    }

    private List<String> at(Collection<String> some, Function<Holding, List<String>> paths) {
        return some.stream().flatMap(sink -> paths.apply(at(sink)).stream()).distinct().toList();
    }

    /** The same, but whatever the sinks hold is to be delivered again. */
    public LedgerEntry doubted() {
        return doubted(sinks.keySet());
    }

    public LedgerEntry doubted(Collection<String> some) {
        Map<String, Holding> doubted = new TreeMap<>(sinks);
        doubted.replaceAll((sink, held) -> some.contains(sink) ? held.doubted() : held);
        return new LedgerEntry(ref, doubted);
    }
}
