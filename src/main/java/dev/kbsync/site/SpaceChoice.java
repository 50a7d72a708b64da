package dev.kbsync.site;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.util.PatternMatchUtils;

/**
 * The spaces of a site that are wanted. Confluence ignores the case of keys, and so does this.
 *
 * @param keys keys of wanted spaces
 * @param patterns the same for several spaces, {@code *} for any characters
 * @param except keys and patterns of spaces that are not wanted, whatever the others say
 */
public record SpaceChoice(List<String> keys, List<String> patterns, List<String> except) {

    public static final SpaceChoice NONE = new SpaceChoice(List.of(), List.of(), List.of());
    public static final SpaceChoice ALL = new SpaceChoice(List.of(), List.of("*"), List.of());

    /**
     * As an operator writes them: a key, {@code ENG*} for all whose key begins so, {@code *} for
     * all, and each of these after an exclamation mark for those that are not wanted. Nothing but
     * exclamation marks means all but these.
     */
    public static SpaceChoice of(Collection<String> words) {
        List<String> stripped =
                words.stream().map(String::strip).filter(word -> !word.isEmpty()).toList();
        List<String> except =
                stripped.stream()
                        .filter(word -> word.startsWith("!"))
                        .map(word -> word.substring(1).strip())
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
        List<String> wanted = stripped.stream().filter(word -> !word.startsWith("!")).toList();
        boolean all = wanted.contains("*") || (wanted.isEmpty() && !except.isEmpty());
        if (all) {
            return new SpaceChoice(List.of(), List.of("*"), except);
        }
        return new SpaceChoice(
                wanted.stream().filter(word -> !word.contains("*")).distinct().toList(),
                wanted.stream().filter(word -> word.contains("*")).distinct().toList(),
                except);
    }

    /** Every space that the credential can see. */
    public boolean all() {
        return patterns.contains("*") && except.isEmpty();
    }

    /** Whether Confluence has to be asked which spaces there are. */
    public boolean asks() {
        return !patterns.isEmpty();
    }

    public boolean isEmpty() {
        return keys.isEmpty() && patterns.isEmpty();
    }

    public boolean covers(String key) {
        return Stream.concat(keys.stream(), patterns.stream()).anyMatch(word -> is(word, key))
                && except.stream().noneMatch(word -> is(word, key));
    }

    private static boolean is(String word, String key) {
        return PatternMatchUtils.simpleMatch(
                word.toLowerCase(Locale.ROOT), key.toLowerCase(Locale.ROOT));
    }

    /** As {@link #of} reads them. */
    public List<String> words() {
        return Stream.of(keys.stream(), patterns.stream(), except.stream().map(word -> "!" + word))
                .flatMap(some -> some)
                .toList();
    }
}
