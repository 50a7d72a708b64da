package dev.kbsync.confluence;

import java.time.Instant;

/** Decides whether a request waits until a spent quota is new. */
public interface Patience {

    /**
     * Waits, if whoever asks can.
     *
     * @param until when the quota is new
     * @return true once it is; false if the request must not wait, or not any longer
     */
    boolean await(String site, Instant until);

    /** Is told after each request of a site: whoever made it is alive, however long it took. */
    default void asked(String site) {}
}
