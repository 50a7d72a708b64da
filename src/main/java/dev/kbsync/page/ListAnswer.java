package dev.kbsync.page;

/** What comes of asking for the next page of results of a leg. */
public sealed interface ListAnswer permits ResultPage, ListAnswer.Broken {

    Leg leg();

    /**
     * The leg could not be listed to its end.
     *
     * @param problem why, one sentence
     */
    record Broken(Leg leg, String problem) implements ListAnswer {}
}
