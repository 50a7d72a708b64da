package dev.kbsync.simulator.cql;

import dev.kbsync.simulator.cql.Clause.Comparison;
import dev.kbsync.simulator.cql.Clause.Value;
import dev.kbsync.simulator.cql.Lexer.Kind;
import dev.kbsync.simulator.cql.Lexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads CQL by recursive descent: {@code or} binds weakest, then {@code and}, then {@code not}.
 * Keywords ignore case.
 */
public final class CqlParser {
    /** Words that mean nothing here but cannot be written without quotes either. */
    private static final Set<String> RESERVED =
            Set.of(
                    "after",
                    "and",
                    "as",
                    "before",
                    "begin",
                    "by",
                    "commit",
                    "contains",
                    "count",
                    "distinct",
                    "else",
                    "empty",
                    "end",
                    "explain",
                    "from",
                    "having",
                    "if",
                    "in",
                    "inner",
                    "insert",
                    "into",
                    "is",
                    "isnull",
                    "left",
                    "like",
                    "limit",
                    "max",
                    "min",
                    "not",
                    "null",
                    "or",
                    "order",
                    "outer",
                    "right",
                    "select",
                    "sum",
                    "then",
                    "was",
                    "where",
                    "update");

    private final String query;
    private final List<Token> tokens;
    private int at;

    private CqlParser(String query) {
        this.query = query;
        this.tokens = Lexer.tokens(query);
    }

    /**
     * Reads a query.
     *
     * @throws CqlException if it is not CQL, or begins with what is not to be found
     */
    public static CqlQuery parse(String query) {
        return new CqlParser(query).query();
    }

    private CqlQuery query() {
        Clause where = any();
        List<CqlQuery.Sort> order = List.of();
        if (accept("order")) {
            expect("by");
            order = list(this::sort);
        }
        if (peek().kind() != Kind.END) {
            throw unexpected();
        }
        if (where.startsNegative()) {
            throw CqlException.unparsable(query, "a query cannot begin with a negative clause");
        }
        return new CqlQuery(where, order);
    }

    private Clause any() {
        List<Clause> parts = chain(this::all, "or");
        return parts.size() == 1 ? parts.get(0) : new Clause.Any(parts);
    }

    private Clause all() {
        List<Clause> parts = chain(this::single, "and");
        return parts.size() == 1 ? parts.get(0) : new Clause.All(parts);
    }

    private List<Clause> chain(Supplier<Clause> part, String by) {
        List<Clause> parts = new ArrayList<>();
        do {
            parts.add(part.get());
        } while (accept(by));
        return List.copyOf(parts);
    }

    private Clause single() {
        if (accept("not")) {
            return new Clause.Not(single());
        }
        if (accept("(")) {
            Clause inner = any();
            expect(")");
            return inner;
        }
        return comparison();
    }

    private Clause comparison() {
        String field = word();
        if (accept("in")) {
            return new Comparison(field, Operator.IN, values());
        }
        if (accept("not")) {
            expect("in");
            return new Comparison(field, Operator.NOT_IN, values());
        }
        for (Operator operator : Operator.values()) {
            if (peek().kind() == Kind.SIGN && accept(operator.sign())) {
                return new Comparison(field, operator, List.of(value()));
            }
        }
        throw unexpected();
    }

    private List<Value> values() {
        if (!accept("(")) {
            return List.of(value());
        }
        List<Value> values = list(this::value);
        expect(")");
        return values;
    }

    private Value value() {
        if (peek().kind() == Kind.STRING) {
            return new Value.Text(take().text(), true);
        }
        String word = word();
        if (!accept("(")) {
            return new Value.Text(word, false);
        }
        List<String> arguments = List.of();
        if (!peek().is(")")) {
            arguments = list(() -> peek().kind() == Kind.STRING ? take().text() : word());
        }
        expect(")");
        return new Value.Function(word, arguments);
    }

    private CqlQuery.Sort sort() {
        String field = word();
        boolean descending = accept("desc");
        if (!descending) {
            accept("asc");
        }
        return new CqlQuery.Sort(field, descending);
    }

    private <T> List<T> list(Supplier<T> item) {
        List<T> items = new ArrayList<>();
        do {
            items.add(item.get());
        } while (accept(","));
        return List.copyOf(items);
    }

    private String word() {
        Token token = peek();
        if (token.kind() != Kind.WORD || RESERVED.contains(token.text().toLowerCase(Locale.ROOT))) {
            throw unexpected();
        }
        return take().text();
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token take() {
        return tokens.get(at++);
    }

    private boolean accept(String expected) {
        if (peek().is(expected)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String expected) {
        if (!accept(expected)) {
            throw unexpected();
        }
    }

    private CqlException unexpected() {
        Token token = peek();
        if (query.isBlank()) {
            return CqlException.unparsable("", "");
        }
        return CqlException.unparsable(
                query,
                token.kind() == Kind.END ? "unexpected end" : "unexpected '" + token.text() + "'");
    }
}
