package dev.kbsync.convert.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The anchors that GitHub, and most other readers of Markdown, give the headings of a document. */
public final class Slugs {

    private final Map<String, Integer> taken = new HashMap<>();

    /** The anchor of the next heading, numbered where headings before it have the same. */
    public String next(String heading) {
        String plain = of(heading);
        String slug = plain;
        while (taken.containsKey(slug)) {
            slug = plain + "-" + taken.merge(plain, 1, Integer::sum);
        }
        taken.put(slug, 0);
        return slug;
    }

    /** The anchor of a heading that is the only one of its text. */
    public static String of(String heading) {
        StringBuilder slug = new StringBuilder();
        heading.toLowerCase(Locale.ROOT)
                .strip()
                .codePoints()
                .map(c -> c == ' ' ? '-' : c)
                .filter(c -> isWord(c) || c == '-')
                .forEach(slug::appendCodePoint);
        return slug.toString();
    }

    /** Letters, the marks that many scripts write vowels with, digits, underscores. */
    public static boolean isWord(int c) {
        return Character.isLetterOrDigit(c)
                || switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.ENCLOSING_MARK,
                            Character.CONNECTOR_PUNCTUATION ->
                            true;
                    default -> false;
                };
    }
}
