package dev.kbsync.simulator.content;

/**
 * A label on a page or blog post.
 *
 * @param id Confluence's id of the label, the same wherever the label is used
 * @param name the label
 * @param prefix {@code global}, {@code my} or {@code team}
 */
public record Label(long id, String name, String prefix) {

    /** A global label; the id follows from the name. */
    public static Label global(String name) {
        return new Label(4_000_000L + (name.hashCode() & 0xfffff), name, "global");
    }
}
