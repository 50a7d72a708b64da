package dev.kbsync.deliver;

/**
 * A sink does not work as it is set up, or is not the knowledge base that it should be: it would
 * refuse any document.
 */
public class SinkSetupException extends SinkAnswerException {

    private static final long serialVersionUID = 1;

    /**
     * @param predicate what the sink did, for a sentence that begins with it
     */
    public SinkSetupException(String predicate) {
        super(predicate);
    }
}
