package dev.kbsync.convert.tree;

import dev.kbsync.convert.text.UrlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.commonmark.node.Link;

/**
 * Leads links within a page to the headings they mean. Confluence writes an anchor in several ways
 * ({@code Two-Words}, {@code PageTitle-TwoWords}, the text itself); Markdown readers derive one
 * from the heading's text ({@code two-words}).
 */
final class Anchors {

    private final List<String> headings = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();

    private record Pending(String anchor, Link link) {}

    void heading(List<Piece> pieces) {
        if (pieces.size() == 1) {
            headings.add(pieces.get(0).text());
        } else {
            headings.add(pieces.stream().map(Piece::text).collect(Collectors.joining()));
        }
    }

    void link(String anchor, Link link) {
        pending.add(new Pending(anchor, link));
    }

    void resolve(String title) {
        if (pending.isEmpty()) {
            return;
        }
        Map<String, String> slugByKey = slugByKey();
        String titleKey = key(title);
        for (Pending one : pending) {
            String key = key(UrlText.decoded(one.anchor));
            String slug = slugByKey.get(key);
            for (String prefix : List.of(titleKey, "id" + titleKey)) {
                if (slug == null && key.startsWith(prefix)) {
                    slug = slugByKey.get(key.substring(prefix.length()));
                }
            }
            if (slug != null && !slug.isEmpty()) {
                one.link.setDestination("#" + slug);
            }
        }
    }

    private Map<String, String> slugByKey() {
        Map<String, String> slugByKey = new HashMap<>();
        Map<String, Integer> slugs = new HashMap<>();
        for (String heading : headings) {
            String slug = slug(heading);
            int same = slugs.merge(slug, 1, Integer::sum);
            slugByKey.putIfAbsent(key(heading), same == 1 ? slug : slug + "-" + (same - 1));
        }
        return slugByKey;
    }

    /** What all spellings of an anchor have in common. */
    private static String key(String text) {
        StringBuilder key = new StringBuilder();
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(key::appendCodePoint);
        return key.toString();
    }

    /** The anchor that GitHub and most other readers of Markdown give a heading. */
    private static String slug(String text) {
        StringBuilder slug = new StringBuilder();
        text.toLowerCase(Locale.ROOT)
                .strip()
                .codePoints()
                .map(c -> c == ' ' ? '-' : c)
                .filter(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_')
                .forEach(slug::appendCodePoint);
        return slug.toString();
    }
}
