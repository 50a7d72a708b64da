package dev.kbsync.page;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * A number that orders the states of a page: of two, the greater one is newer, and equal ones are
 * of the same version. It is the time when the version was saved, in seconds, since not every
 * answer tells more. It is not the number of the version: Confluence numbers versions anew when
 * historical ones are deleted, so that a newer one may have a lower number, and the same one
 * another. Only where the time is not known is it the version number, which is less than any time.
 */
public final class Revision {

    private Revision() {}

    /**
     * @param savedAt {@link Instant#EPOCH} if it is not known
     */
    public static long of(int version, Instant savedAt) {
        return Math.max(version, savedAt.getEpochSecond());
    }

    /**
     * For what a sink tells of a document that it holds.
     *
     * @param savedAt as in ISO 8601; empty, or anything else, if it is not known
     */
    public static long of(int version, String savedAt) {
        try {
            return of(version, Instant.parse(savedAt));
        } catch (DateTimeException e) {
            return version;
        }
    }
}
