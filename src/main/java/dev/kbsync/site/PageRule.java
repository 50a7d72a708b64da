package dev.kbsync.site;

import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages of a site are wanted, by all sinks or by one. A page that stops matching is removed
 * with the next full run.
 *
 * @param only what a page has to match, in all respects that are given
 * @param except what a page must not match in any respect
 */
public record PageRule(@DefaultValue Pages only, @DefaultValue Pages except) {

    private static final Pages ANY = new Pages(List.of(), List.of(), List.of(), List.of(), null);

    /** Every page is wanted. */
    public static final PageRule ALL = new PageRule(ANY, ANY);

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

        private boolean label(PageRef ref) {
            return ref.labels().stream()
                    .anyMatch(label -> labels.stream().anyMatch(label::equalsIgnoreCase));
        }

        private boolean space(PageRef ref) {
            return SpaceChoice.of(spaces).covers(ref.space());
        }

        private boolean place(PageRef ref) {
            return Stream.concat(
                            Stream.of(ref.contentId()),
                            ref.ancestors().stream().map(PageRef.Ancestor::contentId))
                    .anyMatch(below::contains);
        }

        private boolean type(PageRef ref) {
            return types.contains(ref.type());
        }

        private boolean recent(PageRef ref, Instant now) {
            return changedWithin != null && ref.modifiedAt().isAfter(now.minus(changedWithin));
        }
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
