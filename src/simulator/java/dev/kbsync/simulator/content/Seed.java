package dev.kbsync.simulator.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What every site starts with, made once: sites have the same content under the same ids, so that a
 * client that takes a content id for an identity is found out.
 */
public final class Seed {
    private static final long FIRST_ID = 65_537;

    private final List<Space> spaces = new ArrayList<>();
    private final List<Content> contents = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final Map<Long, Set<String>> titles = new HashMap<>();
    private long lastId = FIRST_ID;

    /** The id that follows another one: a little higher, never evenly spaced. */
    static long following(long id) {
        return id + 1 + id % 7;
    }

    public long nextId() {
        lastId = following(lastId);
        return lastId;
    }

    public void add(Space space) {
        spaces.add(space);
        keys.add(space.key());
    }

    /** Replaces a space that was added before. */
    public void replace(Space space) {
        spaces.replaceAll(known -> known.id() == space.id() ? space : known);
    }

    public void add(Content content) {
        contents.add(content);
    }

    /** A space key made of a name's letters and digits that no other space has. */
    public String freeKey(String name) {
        String letters = name.replaceAll("[^\\p{Alnum}]", "").toUpperCase(Locale.ROOT);
        String base = letters.isEmpty() ? "SPACE" : letters;
        String key = base;
        for (int n = 2; keys.contains(key); n++) {
            key = base + n;
        }
        return key;
    }

    /** A title that no other page of the space has, with a number added if need be. */
    public String freeTitle(long spaceId, String title) {
        Set<String> taken = titles.computeIfAbsent(spaceId, unused -> new HashSet<>());
        String free = title;
        for (int n = 2; !taken.add(free.toLowerCase(Locale.ROOT)); n++) {
            free = title + " (" + n + ")";
        }
        return free;
    }

    public List<Space> spaces() {
        return List.copyOf(spaces);
    }

    /** Gives a site its content. */
    public void sow(SiteContent site) {
        spaces.forEach(site::put);
        contents.forEach(site::put);
    }
}
