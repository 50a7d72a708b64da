package dev.kbsync.egress;

/** The proxy itself is not there, for now at least. */
public class ProxyUnreachableException extends EgressException {

    private static final long serialVersionUID = 1;

    ProxyUnreachableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    @Override
    public boolean passing() {
        return true;
    }
}
