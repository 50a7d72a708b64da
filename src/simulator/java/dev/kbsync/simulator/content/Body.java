package dev.kbsync.simulator.content;

/** Where a body in storage format comes from: kept, or made anew each time it is asked for. */
@FunctionalInterface
public interface Body {
    Body EMPTY = () -> "";

    /** The body, an XML fragment. */
    String storage();

    static Body of(String storage) {
        return storage.isEmpty() ? EMPTY : new Text(storage);
    }

    /** A body kept as it was given. */
    record Text(String storage) implements Body {}
}
