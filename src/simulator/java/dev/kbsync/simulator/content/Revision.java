package dev.kbsync.simulator.content;

import java.time.Instant;

/**
 * One version of a piece of content.
 *
 * @param number 1 for the first
 * @param savedAt when it was saved
 * @param authorId account that saved it
 * @param message the author's note, possibly empty
 * @param minorEdit whether watchers were not told
 * @param title the title in this version
 * @param body the body in this version
 */
public record Revision(
        int number,
        Instant savedAt,
        String authorId,
        String message,
        boolean minorEdit,
        String title,
        Body body) {

    public static Revision first(Instant savedAt, String authorId, String title, Body body) {
        return new Revision(1, savedAt, authorId, "", false, title, body);
    }

    /** The version that follows this one. */
    Revision next(
            Instant when,
            String author,
            String note,
            boolean minor,
            String newTitle,
            Body newBody) {
        return new Revision(number + 1, when, author, note, minor, newTitle, newBody);
    }

    /** The same version once another one is deleted. */
    Revision without(int deleted) {
        int now = number > deleted ? number - 1 : number;
        return new Revision(now, savedAt, authorId, message, minorEdit, title, body);
    }

    /** The same version with another title and body, as a change that saves no version makes it. */
    Revision amended(String newTitle, Body newBody) {
        return new Revision(number, savedAt, authorId, message, minorEdit, newTitle, newBody);
    }
}
