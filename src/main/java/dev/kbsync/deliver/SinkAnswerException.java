package dev.kbsync.deliver;

/** A sink refuses a document, or answered not as one that stored it: asking again is no use. */
public class SinkAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param predicate what the sink did, for a sentence that begins with it
     */
    public SinkAnswerException(String predicate) {
        super(predicate);
    }
}
