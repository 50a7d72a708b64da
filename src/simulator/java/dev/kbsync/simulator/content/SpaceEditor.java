package dev.kbsync.simulator.content;

import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;

/**
 * What administrators do to a site's spaces. Every method throws {@link NoSuchElementException} if
 * there is no space of a key.
 */
public final class SpaceEditor {
    private final SiteContent site;
    private final SimulatedClock clock;

    public SpaceEditor(SiteContent site, SimulatedClock clock) {
        this.site = site;
        this.clock = clock;
    }

    /** The space of a key, in any spelling of upper and lower case. */
    public Space space(String key) {
        Space space = site.reading(() -> site.spaceByKey(key));
        if (space == null) {
            throw new NoSuchElementException("No space with key " + key);
        }
        return space;
    }

    /**
     * Adds a space; a key that begins with a tilde makes it personal.
     *
     * @throws IllegalArgumentException if the key is taken
     */
    public void add(String key, String name) {
        site.writing(
                () -> {
                    if (site.spaceByKey(key) != null) {
                        throw new IllegalArgumentException("A space with this key exists: " + key);
                    }
                    String type = key.startsWith("~") ? "personal" : "global";
                    Space space =
                            new Space(
                                    site.nextId(),
                                    key,
                                    name,
                                    "",
                                    type,
                                    false,
                                    false,
                                    0,
                                    clock.now());
                    site.put(space);
                    return space;
                });
    }

    public void change(String key, UnaryOperator<Space> change) {
        site.writing(
                () -> {
                    Space changed = change.apply(space(key));
                    site.put(changed);
                    return changed;
                });
    }

    /** Keeps apps away from everything in a space, by a data security policy. */
    public void block(String key, boolean from) {
        long id = space(key).id();
        site.writing(
                () -> {
                    site.block(id, from);
                    return id;
                });
    }

    /** Deletes a space with everything in it. */
    public void delete(String key) {
        site.writing(
                () -> {
                    Space space = space(key);
                    site.remove(space);
                    return space;
                });
    }
}
