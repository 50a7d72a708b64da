package dev.kbsync.simulator.cql;

/** How a field is compared with a value. */
public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    IN("in"),
    NOT_IN("not in"),
    CONTAINS("~"),
    NOT_CONTAINS("!~");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    boolean isNegative() {
        return this == NOT_EQUAL || this == NOT_IN || this == NOT_CONTAINS;
    }

    /** The operator this one is the negation of, or itself. */
    Operator positive() {
        return switch (this) {
            case NOT_EQUAL -> EQUAL;
            case NOT_IN -> IN;
            case NOT_CONTAINS -> CONTAINS;
            default -> this;
        };
    }

    boolean isOrdering() {
        return this == GREATER || this == GREATER_OR_EQUAL || this == LESS || this == LESS_OR_EQUAL;
    }
}
