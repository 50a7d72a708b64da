package dev.kbsync.simulator.rest;

import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Request;

/** Sees every request of the REST routes with its answer, as both go over the wire. */
@FunctionalInterface
public interface Watcher {

    /** Nobody looks. */
    Watcher NONE = (request, answer) -> {};

    /**
     * @param request with a path that begins with {@code /wiki}
     */
    void answered(Request request, Answer answer);
}
