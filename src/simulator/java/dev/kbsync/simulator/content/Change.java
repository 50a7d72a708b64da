package dev.kbsync.simulator.content;

import org.jspecify.annotations.Nullable;

/**
 * A change to a page, blog post, folder or comment; what is null stays as it is.
 *
 * @param parent id of the new parent, 0 for the top of the space
 * @param space key of the new space
 * @param minorEdit whether watchers are not told
 * @param newVersion whether the change is a version of its own, as all but some moves are
 * @param message the author's note
 * @param author account that makes the change
 */
public record Change(
        @Nullable String title,
        @Nullable String body,
        @Nullable Long parent,
        @Nullable String space,
        boolean minorEdit,
        boolean newVersion,
        String message,
        String author) {

    public static Change body(String body) {
        return new Change(null, body, null, null, false, true, "", Accounts.OWN.accountId());
    }

    /** A move, which is no version of its own; null leaves the space or the parent. */
    public static Change place(@Nullable String space, @Nullable Long parent) {
        return new Change(null, null, parent, space, false, false, "", Accounts.OWN.accountId());
    }

    public static Change title(String title) {
        return new Change(title, null, null, null, false, true, "", Accounts.OWN.accountId());
    }
}
