package dev.kbsync.deliver;

/** A sink answered without an error, but not as one that stored the document. */
class SinkAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param predicate what the sink did, for a sentence that begins with it
     */
    SinkAnswerException(String predicate) {
        super(predicate);
    }
}
