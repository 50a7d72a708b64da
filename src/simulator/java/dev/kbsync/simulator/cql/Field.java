package dev.kbsync.simulator.cql;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The fields a query can ask for, and what can be asked of each. */
enum Field {
    TYPE("type", Asks.SAME),
    SUBTYPE("subtype", Asks.SAME),
    SPACE("space", Asks.SAME),
    SPACE_KEY("space.key", Asks.SAME),
    SPACE_TITLE("space.title", Asks.WORDS_AND_SAME),
    SPACE_TYPE("space.type", Asks.SAME),
    ID("id", Asks.SAME),
    CONTENT("content", Asks.SAME),
    TITLE("title", Asks.WORDS_AND_SAME),
    TEXT("text", Asks.WORDS),
    SITE_SEARCH("siteSearch", Asks.WORDS),
    ANCESTOR("ancestor", Asks.SAME),
    PARENT("parent", Asks.SAME),
    CONTAINER("container", Asks.SAME),
    LABEL("label", Asks.SAME),
    MACRO("macro", Asks.SAME),
    CREATOR("creator", Asks.SAME),
    CONTRIBUTOR("contributor", Asks.SAME),
    MENTION("mention", Asks.SAME),
    WATCHER("watcher", Asks.SAME),
    FAVOURITE("favourite", Asks.SAME),
    CREATED("created", Asks.DATE),
    LAST_MODIFIED("lastmodified", Asks.DATE);

    /** Groups of operators. */
    @SuppressWarnings("ImmutableEnumChecker") // nobody changes the set
    private enum Asks {
        SAME(Operator.EQUAL, Operator.NOT_EQUAL, Operator.IN, Operator.NOT_IN),
        WORDS(Operator.CONTAINS, Operator.NOT_CONTAINS),
        WORDS_AND_SAME(
                Operator.EQUAL,
                Operator.NOT_EQUAL,
                Operator.IN,
                Operator.NOT_IN,
                Operator.CONTAINS,
                Operator.NOT_CONTAINS),
        DATE(
                Operator.EQUAL,
                Operator.NOT_EQUAL,
                Operator.GREATER,
                Operator.GREATER_OR_EQUAL,
                Operator.LESS,
                Operator.LESS_OR_EQUAL);

        private final Set<Operator> operators;

        Asks(Operator... operators) {
            this.operators = EnumSet.copyOf(Arrays.asList(operators));
        }
    }

    private final String wire;
    private final Asks asks;

    Field(String wire, Asks asks) {
        this.wire = wire;
        this.asks = asks;
    }

    /**
     * The field a query calls so, in any spelling of upper and lower case.
     *
     * @throws CqlException naming fields that exist, if there is none of this name
     */
    static Field named(String name) {
        for (Field field : values()) {
            if (field.wire.equalsIgnoreCase(name)) {
                return field;
            }
        }
        String initial = name.substring(0, 1).toLowerCase(Locale.ROOT);
        List<String> near =
                Arrays.stream(values())
                        .map(field -> field.wire)
                        .filter(wire -> wire.startsWith(initial))
                        .limit(5)
                        .toList();
        throw new CqlException(
                "No field exists with the name: '%s'".formatted(name)
                        + (near.isEmpty()
                                ? ""
                                : "\nDid you mean one of : " + String.join(", ", near)));
    }

    /**
     * Makes sure the field can be compared so.
     *
     * @throws CqlException if the field cannot be compared so
     */
    void require(Operator operator) {
        if (!asks.operators.contains(operator)) {
            throw new CqlException(
                    "The operator '%s' is not supported for the field '%s'"
                            .formatted(operator.sign(), wire));
        }
    }
}
