package dev.kbsync.run;

import dev.kbsync.history.RunReport;

/** What comes of asking for a run of a site. */
sealed interface Turn {

    /** The run begins; its site is its own. */
    record Granted(Run run) implements Turn {}

    /** Another run that began after this one was asked for has done its work. */
    record Covered(RunReport by) implements Turn {}

    /**
     * The run does not take place.
     *
     * @param why one sentence
     */
    record Denied(String why) implements Turn {}
}
