package dev.kbsync.simulator.rest;

import dev.kbsync.simulator.http.Answer;

/** Answers the calls of one route. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers a call, while the site's content stands still.
     *
     * @throws dev.kbsync.simulator.http.Refusal if the answer is an error
     */
    Answer answer(Call call);
}
