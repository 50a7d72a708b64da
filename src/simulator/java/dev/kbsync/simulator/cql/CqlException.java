package dev.kbsync.simulator.cql;

/** A query Confluence would refuse; the message is what it would say. */
public final class CqlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    public CqlException(String message) {
        this(400, message);
    }

    CqlException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The query as a whole cannot be read. */
    static CqlException unparsable(String query, String why) {
        return new CqlException(
                "Could not parse cql : " + query + (why.isEmpty() ? "" : " : " + why));
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }
}
