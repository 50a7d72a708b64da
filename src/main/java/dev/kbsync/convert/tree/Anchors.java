package dev.kbsync.convert.tree;

import dev.kbsync.convert.text.Slugs;
import dev.kbsync.convert.text.UrlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.node.Link;
import org.jspecify.annotations.Nullable;

/**
 * Leads links within a page to the headings they mean. Confluence writes an anchor in several ways
 * ({@code Two-Words}, {@code PageTitle-TwoWords}, the text itself, with {@code .1} for the second
 * heading of that text, or the name of an anchor macro); Markdown readers derive one from the
 * heading's text ({@code two-words}).
 */
final class Anchors {

    private static final Pattern BLANKS = Pattern.compile("[\\s\u00a0]+");

    /** From the strictest comparison to the loosest. */
    private static final List<UnaryOperator<String>> SPELLINGS =
            List.of(
                    text -> BLANKS.matcher(text.strip()).replaceAll("-"),
                    Anchors::withoutBlanks,
                    text -> withoutBlanks(text).toLowerCase(Locale.ROOT),
                    Anchors::words);

    private static final Pattern NUMBERED = Pattern.compile("(.+)(\\.\\d+)");

    private final Slugs slugs = new Slugs();
    private final List<Heading> headings = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();

    /** The slug of the heading at each named place; empty where no heading is near. */
    private final Map<String, String> places = new HashMap<>();

    /** Places that no content has followed yet. */
    private final List<String> open = new ArrayList<>();

    private record Heading(String text, String slug) {}

    private record Pending(String anchor, Link link) {}

    /** A place that has a name of its own. */
    void place(String name) {
        open.add(name);
    }

    /** The places before are not at a heading. */
    void content() {
        if (!open.isEmpty()) {
            close("");
        }
    }

    void heading(List<Piece> pieces) {
        String text =
                pieces.size() == 1
                        ? pieces.get(0).text()
                        : pieces.stream().map(Piece::text).collect(Collectors.joining());
        String slug = slugs.next(text);
        headings.add(new Heading(text, slug));
        close(slug);
    }

    private void close(String slug) {
        open.forEach(name -> places.putIfAbsent(name, slug));
        open.clear();
    }

    void link(String anchor, Link link) {
        pending.add(new Pending(anchor, link));
    }

    void resolve(String title) {
        if (pending.isEmpty()) {
            return;
        }
        content();
        List<Index> indexes = SPELLINGS.stream().map(s -> new Index(s, title)).toList();
        for (Pending one : pending) {
            String anchor = UrlText.decoded(one.anchor).strip();
            String slug = places.get(anchor);
            for (Index index : indexes) {
                slug = slug == null ? index.find(anchor) : slug;
            }
            if (slug != null && !slug.isEmpty()) {
                one.link.setDestination("#" + slug);
            }
        }
    }

    /** All that can be linked to, in one spelling. */
    private final class Index {

        private final UnaryOperator<String> spelling;
        private final List<String> prefixes;
        private final Map<String, String> slugs = new HashMap<>();

        Index(UnaryOperator<String> spelling, String title) {
            this.spelling = spelling;
            String page = spelling.apply(title);
            this.prefixes = page.isEmpty() ? List.of("") : List.of("", page, "id" + page);
            Map<String, Integer> same = new HashMap<>();
            for (Heading heading : headings) {
                String key = spelling.apply(heading.text());
                int before = same.merge(key, 1, Integer::sum) - 1;
                slugs.putIfAbsent(before == 0 ? key : key + "." + before, heading.slug());
            }
            headings.forEach(one -> slugs.putIfAbsent(one.slug(), one.slug()));
            places.forEach((name, slug) -> slugs.putIfAbsent(spelling.apply(name), slug));
            slugs.remove("");
        }

        @Nullable String find(String anchor) {
            Matcher numbered = NUMBERED.matcher(anchor);
            Optional<String> slug = prefixed(spelling.apply(anchor)).or(() -> prefixed(anchor));
            return numbered.matches()
                    ? slug.or(() -> prefixed(spelling.apply(numbered.group(1)) + numbered.group(2)))
                            .orElse(null)
                    : slug.orElse(null);
        }

        private Optional<String> prefixed(String key) {
            return prefixes.stream()
                    .filter(key::startsWith)
                    .map(prefix -> slugs.get(key.substring(prefix.length())))
                    .filter(Objects::nonNull)
                    .findFirst();
        }
    }

    /** Confluence's anchors have hyphens for blanks, or nothing in older pages. */
    private static String withoutBlanks(String text) {
        return filtered(text, c -> !Character.isSpaceChar(c) && c > ' ' && c != '-');
    }

    /** What all spellings of an anchor have in common. */
    private static String words(String text) {
        return filtered(text.toLowerCase(Locale.ROOT), c -> Slugs.isWord(c) && c != '_');
    }

    private static String filtered(String text, IntPredicate kept) {
        StringBuilder filtered = new StringBuilder();
        text.codePoints().filter(kept).forEach(filtered::appendCodePoint);
        return filtered.toString();
    }
}
