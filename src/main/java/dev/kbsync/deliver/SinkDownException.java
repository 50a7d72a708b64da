package dev.kbsync.deliver;

/** A sink is known to be down and was not asked. */
public class SinkDownException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param reason what was wrong with it when it was asked last, a sentence
     */
    SinkDownException(String reason) {
        // It says nothing of where it was thrown, and is thrown for each page of a run.
        super(reason, null, false, false);
    }
}
