package dev.kbsync.page;

/**
 * A space as a person chooses it.
 *
 * @param hidesPages whether a data security policy hides some of its pages, or all, from apps
 */
public record SpaceInfo(String key, String name, boolean hidesPages) {

    public SpaceInfo {
        name = PageRef.storable(name);
    }

    /** A space of which nothing is known to be hidden. */
    public SpaceInfo(String key, String name) {
        this(key, name, false);
    }

    public SpaceInfo hidingPages() {
        return new SpaceInfo(key, name, true);
    }
}
