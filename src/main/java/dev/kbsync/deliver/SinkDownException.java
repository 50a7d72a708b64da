package dev.kbsync.deliver;

/** A sink is known to be down and was not asked. */
public class SinkDownException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param reason what was wrong with it when it was asked last, a sentence
     */
    SinkDownException(String reason) {
        super(reason);
    }
}
