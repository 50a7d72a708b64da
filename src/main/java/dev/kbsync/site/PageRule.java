package dev.kbsync.site;

import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;

/**
 * Which pages of a site are wanted, by all sinks or by one. A page that stops matching is removed
 * with the next full run.
 *
 * @param only what a page has to match, in all respects that are given
 * @param except what a page must not match in any respect
 * @param cql what else the search has to find a page by; only sites have one, and only where they
 *     are listed by search. Confluence decides it, so nothing here knows which pages match.
 */
public record PageRule(Pages only, Pages except, CqlClause cql) {

    /** Every page is wanted. */
    public static final PageRule ALL = new PageRule(Pages.ANY, Pages.ANY, CqlClause.NONE);

    /**
     * Pages by what they have in common; nothing given in a respect is no restriction in it.
     *
     * @param labels the page has one of these
     * @param spaces it is in one of these, by key; see {@link SpaceChoice#of}
     * @param below it is one of the pages with these ids, or somewhere below one
     * @param types it is one of these
     * @param changedWithin its present version was saved so short a time ago
     */
    public record Pages(
            @DefaultValue List<String> labels,
            @DefaultValue List<String> spaces,
            @DefaultValue List<String> below,
            @DefaultValue List<ContentType> types,
            @Nullable Duration changedWithin) {

        public Pages {
            if (changedWithin != null && changedWithin.compareTo(Duration.ofHours(1)) < 0) {
                // A number without a unit is read as milliseconds, and no page is that young.
                throw new SetupException(
                        "A rule's changed-within is %s: it must be at least 1h, written with its unit, as in 30d."
                                .formatted(changedWithin));
            }
        }

        /** Nothing is said in any respect. */
        static final Pages ANY = new Pages(List.of(), List.of(), List.of(), List.of(), null);

        /** The same; where it says nothing in a respect, what others say. */
        Pages or(Pages others) {
            return new Pages(
                    labels.isEmpty() ? others.labels : labels,
                    spaces.isEmpty() ? others.spaces : spaces,
                    below.isEmpty() ? others.below : below,
                    types.isEmpty() ? others.types : types,
                    changedWithin == null ? others.changedWithin : changedWithin);
        }

        /** What it says, by the names of settings and as it is set. */
        Map<String, List<String>> values() {
            Map<String, List<String>> values = new LinkedHashMap<>();
            values.put("labels", labels);
            values.put("below", below);
            values.put("types", types.stream().map(Rule::word).toList());
            values.put("changed-within", changedWithin == null ? List.of() : set(changedWithin));
            values.put("spaces", spaces);
            values.values().removeIf(List::isEmpty);
            return values;
        }

        private static List<String> set(Duration time) {
            boolean wholeDays = time.equals(Duration.ofDays(time.toDays()));
            return List.of(wholeDays ? time.toDays() + "d" : time.toString());
        }

        private boolean label(PageRef ref) {
            return labels.stream().anyMatch(label -> isLabelled(ref, label));
        }

        private boolean space(PageRef ref) {
            return SpaceChoice.of(spaces).covers(ref.space());
        }

        private boolean place(PageRef ref) {
            return below.stream().anyMatch(id -> isBelow(ref, id));
        }

        private boolean type(PageRef ref) {
            return types.contains(ref.type());
        }

        private boolean recent(PageRef ref, Instant now) {
            return changedWithin != null && ref.modifiedAt().isAfter(now.minus(changedWithin));
        }
    }

    /** What it says without its clause, by the names of settings. */
    Map<String, List<String>> values() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        only.values().forEach((name, all) -> values.put("only." + name, all));
        except.values().forEach((name, all) -> values.put("except." + name, all));
        return values;
    }

    static boolean isLabelled(PageRef ref, String label) {
        return ref.labels().stream().anyMatch(label::equalsIgnoreCase);
    }

    /** Whether it is a page, or somewhere below it. */
    static boolean isBelow(PageRef ref, String id) {
        return ref.contentId().equals(id)
                || ref.ancestors().stream().anyMatch(above -> above.contentId().equals(id));
    }

    /** A time as it is set. */
    static Duration time(String set) {
        return DurationStyle.detectAndParse(set);
    }

    /** Why a page is not wanted, a few words that go on from "because"; empty if it is. */
    public String refusal(PageRef ref, Instant now) {
        return Stream.of(lacks(ref, now), has(ref, now))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    private Optional<String> lacks(PageRef ref, Instant now) {
        if (!only.labels.isEmpty() && !only.label(ref)) {
            return Optional.of("it is not labelled " + any(only.labels));
        }
        if (!only.spaces.isEmpty() && !only.space(ref)) {
            return Optional.of("it is in the space " + ref.space());
        }
        if (!only.below.isEmpty() && !only.place(ref)) {
            return Optional.of("it is not below page " + any(only.below));
        }
        if (!only.types.isEmpty() && !only.type(ref)) {
            return Optional.of("it is " + word(ref.type()));
        }
        return only.changedWithin == null || only.recent(ref, now)
                ? Optional.empty()
                : Optional.of("it has not changed for " + days(only.changedWithin));
    }

    private Optional<String> has(PageRef ref, Instant now) {
        if (except.label(ref)) {
            return Optional.of("it is labelled " + any(common(ref.labels(), except.labels)));
        }
        if (!except.spaces.isEmpty() && except.space(ref)) {
            return Optional.of("it is in the space " + ref.space());
        }
        if (except.place(ref)) {
            return Optional.of("it is below page " + any(except.below));
        }
        if (except.type(ref)) {
            return Optional.of("it is " + word(ref.type()));
        }
        return except.recent(ref, now)
                ? Optional.of("it has changed within " + days(except.changedWithin))
                : Optional.empty();
    }

    private static List<String> common(Collection<String> some, List<String> others) {
        return some.stream()
                .filter(word -> others.stream().anyMatch(word::equalsIgnoreCase))
                .toList();
    }

    private static String any(List<String> words) {
        return words.stream().distinct().collect(Collectors.joining(" or "));
    }

    private static String word(ContentType type) {
        return type == ContentType.ATTACHMENT
                ? "an attached file"
                : "a " + type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String days(@Nullable Duration time) {
        return time == null ? "" : time.toDays() > 0 ? time.toDays() + " days" : time.toString();
    }
}
