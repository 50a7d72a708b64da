package dev.kbsync.confluence;

import java.time.Instant;

/** Decides whether a request waits until a spent quota is new. */
public interface Patience {

    /**
     * Waits, if the caller can.
     *
     * @param until when the quota is new
     * @return true once it is; false if the request must not wait, or not any longer
     */
    boolean await(String site, Instant until);

    /** Called after each request to a site: the caller is alive, however long the request took. */
    default void asked(String site) {}
}
