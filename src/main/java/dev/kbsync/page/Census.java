package dev.kbsync.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The account a conversion gives of itself: which elements and macros it met, how often, and what
 * became of them, so that no loss is silent. The accounts of pages add up to that of a run.
 *
 * @param counts by construct (a macro's name, or an element's in angle brackets), how often each
 *     treatment was given
 * @param pages by construct, on how many pages it was met
 * @param warnings what went wrong and where, one sentence each, in the order of the page
 */
public record Census(
        SortedMap<String, SortedMap<Treatment, Integer>> counts,
        SortedMap<String, Integer> pages,
        List<String> warnings) {

    public static final Census EMPTY = new Census(new TreeMap<>(), List.of());

    /** The account of one page. */
    public Census(SortedMap<String, SortedMap<Treatment, Integer>> counts, List<String> warnings) {
        this(counts, onOnePage(counts), warnings);
    }

    private static SortedMap<String, Integer> onOnePage(SortedMap<String, ?> counts) {
        SortedMap<String, Integer> pages = new TreeMap<>();
        counts.keySet().forEach(construct -> pages.put(construct, 1));
        return pages;
    }

    /** What a conversion did with something it met. */
    public enum Treatment {
        /** Its content stands in the document. */
        RENDERED,
        /** Only a marker that names it stands in the document: its content is not in the page. */
        NAMED,
        /** Left out on purpose: it carries no content (a table of contents, a page tree). */
        DROPPED,
        /** Not known by name; whatever body it had was kept. */
        UNKNOWN
    }

    /** The two accounts together, warnings of this one first. */
    public Census plus(Census other) {
        SortedMap<String, SortedMap<Treatment, Integer>> sum = new TreeMap<>();
        SortedMap<String, Integer> allPages = new TreeMap<>();
        for (Census part : List.of(this, other)) {
            part.counts.forEach(
                    (construct, treatments) -> {
                        Map<Treatment, Integer> into =
                                sum.computeIfAbsent(construct, unused -> new TreeMap<>());
                        treatments.forEach((what, times) -> into.merge(what, times, Integer::sum));
                    });
            part.pages.forEach((construct, on) -> allPages.merge(construct, on, Integer::sum));
        }
        List<String> all = new ArrayList<>(warnings);
        all.addAll(other.warnings);
        return new Census(sum, allPages, List.copyOf(all));
    }
}
