package dev.kbsync.simulator.cql;

import java.util.List;
import java.util.stream.Collectors;

/** A condition as it was parsed. Printed, it is the query in Confluence's own spacing. */
public sealed interface Clause {

    record All(List<Clause> parts) implements Clause {
        @Override
        public String toString() {
            return join(parts, " AND ");
        }
    }

    record Any(List<Clause> parts) implements Clause {
        @Override
        public String toString() {
            return join(parts, " OR ");
        }
    }

    record Not(Clause part) implements Clause {
        @Override
        public String toString() {
            return "NOT " + nested(part);
        }
    }

    /**
     * A field compared with one or more values.
     *
     * @param field as the query spells it
     * @param values one, or for a list as many as it has
     */
    record Comparison(String field, Operator operator, List<Value> values) implements Clause {
        @Override
        public String toString() {
            String right = values.stream().map(Value::toString).collect(Collectors.joining(","));
            boolean list = operator.positive() == Operator.IN;
            return field + " " + operator.sign() + " " + (list ? "(" + right + ")" : right);
        }
    }

    /** Something to compare with. */
    sealed interface Value {

        /** A word or a quoted string. */
        record Text(String text, boolean quoted) implements Value {
            @Override
            public String toString() {
                return quoted ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : text;
            }
        }

        /** Such as {@code now("-4w")}. */
        record Function(String name, List<String> arguments) implements Value {
            @Override
            public String toString() {
                return arguments.stream()
                        .map(argument -> '"' + argument + '"')
                        .collect(Collectors.joining(",", name + "(", ")"));
            }
        }
    }

    /** Whether it excludes rather than finds: Confluence refuses a query that begins with one. */
    default boolean startsNegative() {
        if (this instanceof All all) {
            return all.parts().get(0).startsNegative();
        }
        if (this instanceof Any any) {
            return any.parts().get(0).startsNegative();
        }
        return this instanceof Not
                || (this instanceof Comparison comparison && comparison.operator().isNegative());
    }

    private static String join(List<Clause> parts, String with) {
        return parts.stream().map(Clause::nested).collect(Collectors.joining(with));
    }

    private static String nested(Clause clause) {
        return clause instanceof Comparison ? clause.toString() : "(" + clause + ")";
    }
}
