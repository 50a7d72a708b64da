package dev.kbsync.site;

import java.util.List;

/**
 * The spaces of a site that are wanted.
 *
 * @param all every space the credential can see, whatever {@link #keys} says
 * @param keys the wanted spaces' keys; Confluence ignores their case and so does {@link #covers}
 */
public record SpaceChoice(boolean all, List<String> keys) {

    public static final SpaceChoice NONE = new SpaceChoice(false, List.of());
    public static final SpaceChoice ALL = new SpaceChoice(true, List.of());

    public SpaceChoice {
        keys = keys.stream().map(String::strip).filter(key -> !key.isEmpty()).distinct().toList();
    }

    /** Keys as an operator writes them; {@code *} alone or among them means all. */
    public static SpaceChoice of(List<String> keys) {
        return keys.stream().anyMatch(key -> key.strip().equals("*"))
                ? ALL
                : new SpaceChoice(false, keys);
    }

    public boolean isEmpty() {
        return !all && keys.isEmpty();
    }

    public boolean covers(String key) {
        return all || keys.stream().anyMatch(key::equalsIgnoreCase);
    }
}
