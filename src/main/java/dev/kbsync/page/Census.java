package dev.kbsync.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The account a conversion gives of itself: which elements and macros it met, how often, and what
 * became of them, so that no loss is silent. The accounts of pages add up to that of a run. It is
 * bounded, whatever pages hold: what is too much is counted, though no longer by name.
 *
 * @param counts by construct (a macro's name, or an element's in angle brackets), how often each
 *     treatment was given
 * @param pages by construct, on how many pages it was met
 * @param warnings what went wrong and where, one sentence each, in the order of the page; the first
 *     {@value #MOST_WARNINGS}
 * @param furtherWarnings how many more there were
 */
public record Census(
        SortedMap<String, SortedMap<Treatment, Integer>> counts,
        SortedMap<String, Integer> pages,
        List<String> warnings,
        int furtherWarnings) {

    public static final int MOST_WARNINGS = 100;

    /** Confluence has some two hundred; apps bring more, and hostile pages as many as they like. */
    public static final int MOST_CONSTRUCTS = 1000;

    /** What stands for the constructs beyond {@link #MOST_CONSTRUCTS}. */
    public static final String OTHERS = "(others)";

    public static final Census EMPTY = new Census(new TreeMap<>(), List.of());

    public Census {
        furtherWarnings += Math.max(0, warnings.size() - MOST_WARNINGS);
        warnings = List.copyOf(warnings.subList(0, Math.min(warnings.size(), MOST_WARNINGS)));
    }

    /** The account of one page. */
    public Census(SortedMap<String, SortedMap<Treatment, Integer>> counts, List<String> warnings) {
        this(counts, onOnePage(counts), warnings, 0);
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

    /**
     * One construct, and how often each treatment was given to it.
     *
     * @param pages on how many pages it was met
     */
    public record Met(String construct, int pages, SortedMap<Treatment, Integer> treatments) {

        public boolean isMacro() {
            return !construct.startsWith("<");
        }

        public int times(Treatment treatment) {
            return treatments.getOrDefault(treatment, 0);
        }

        public int rendered() {
            return times(Treatment.RENDERED);
        }

        public int named() {
            return times(Treatment.NAMED);
        }

        public int dropped() {
            return times(Treatment.DROPPED);
        }

        public int unknown() {
            return times(Treatment.UNKNOWN);
        }
    }

    /** Everything that was met: macros before elements, and those on most pages first. */
    public List<Met> met() {
        return counts.entrySet().stream()
                .map(
                        entry ->
                                new Met(
                                        entry.getKey(),
                                        pages.getOrDefault(entry.getKey(), 0),
                                        entry.getValue()))
                .sorted(
                        Comparator.comparing(Met::isMacro)
                                .thenComparing(Met::pages)
                                .reversed()
                                .thenComparing(Met::construct))
                .toList();
    }

    /** The same for a reader who sees the warnings of many pages. */
    public Census on(String page) {
        if (warnings.isEmpty()) {
            return this;
        }
        List<String> named = warnings.stream().map(warning -> page + ": " + warning).toList();
        return new Census(counts, pages, named, furtherWarnings);
    }

    /** The two accounts together, warnings of this one first. */
    public Census plus(Census other) {
        return sum(List.of(this, other));
    }

    /** Accounts together, with the warnings in their order. */
    public static Census sum(List<Census> parts) {
        SortedMap<String, SortedMap<Treatment, Integer>> sum = new TreeMap<>();
        SortedMap<String, Integer> allPages = new TreeMap<>();
        List<String> all = new ArrayList<>();
        int further = 0;
        for (Census part : parts) {
            for (Map.Entry<String, SortedMap<Treatment, Integer>> met : part.counts.entrySet()) {
                String construct = met.getKey();
                boolean named = sum.containsKey(construct) || sum.size() < MOST_CONSTRUCTS;
                String name = named ? construct : OTHERS;
                Map<Treatment, Integer> into = sum.computeIfAbsent(name, unused -> new TreeMap<>());
                met.getValue().forEach((what, times) -> into.merge(what, times, Integer::sum));
                int on = part.pages.getOrDefault(construct, 0);
                allPages.merge(name, on, named ? Integer::sum : Math::max);
            }
            all.addAll(part.warnings);
            further += part.furtherWarnings;
        }
        return new Census(sum, allPages, all, further);
    }
}
