package dev.kbsync.deliver;

import java.io.IOException;

/** A sink did not do as it was told, but may do so when it is told again. */
public class SinkBusyException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * @param predicate what the sink did, for a sentence that begins with it
     */
    public SinkBusyException(String predicate) {
        super(predicate);
    }
}
