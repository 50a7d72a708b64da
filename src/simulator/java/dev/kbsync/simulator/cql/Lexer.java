package dev.kbsync.simulator.cql;

import java.util.ArrayList;
import java.util.List;

/** Splits a query into words, quoted strings and signs. */
final class Lexer {

    enum Kind {
        WORD,
        STRING,
        SIGN,
        END
    }

    record Token(Kind kind, String text) {
        boolean is(String expected) {
            return kind != Kind.STRING && text.equalsIgnoreCase(expected);
        }
    }

    private static final String SIGNS = "=!<>~(),";

    private final String query;
    private int at;

    private Lexer(String query) {
        this.query = query;
    }

    static List<Token> tokens(String query) {
        Lexer lexer = new Lexer(query);
        List<Token> tokens = new ArrayList<>();
        while (lexer.skipBlanks()) {
            tokens.add(lexer.next());
        }
        tokens.add(new Token(Kind.END, ""));
        return tokens;
    }

    private boolean skipBlanks() {
        while (at < query.length() && Character.isWhitespace(query.charAt(at))) {
            at++;
        }
        return at < query.length();
    }

    private Token next() {
        char c = query.charAt(at);
        if (c == '"' || c == '\'') {
            return new Token(Kind.STRING, quoted(c));
        }
        return SIGNS.indexOf(c) >= 0 ? new Token(Kind.SIGN, sign(c)) : new Token(Kind.WORD, word());
    }

    private String quoted(char quote) {
        StringBuilder text = new StringBuilder();
        for (at++; at < query.length(); at++) {
            char c = query.charAt(at);
            if (c == quote) {
                at++;
                return text.toString();
            }
            if (c == '\\' && at + 1 < query.length()) {
                at++;
                text.append(escaped(query.charAt(at)));
            } else {
                text.append(c);
            }
        }
        throw CqlException.unparsable(query, "a string is not closed");
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }

    private String sign(char first) {
        char second = at + 1 < query.length() ? query.charAt(at + 1) : ' ';
        boolean two =
                switch (first) {
                    case '!' -> second == '=' || second == '~';
                    case '<', '>' -> second == '=';
                    default -> false;
                };
        String sign = query.substring(at, at + (two ? 2 : 1));
        at += sign.length();
        return sign;
    }

    private String word() {
        int from = at;
        while (at < query.length() && inWord(query.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw CqlException.unparsable(query, "unexpected '" + query.charAt(at) + "'");
        }
        return query.substring(from, at);
    }

    /** Everything else is reserved and has to be quoted. */
    private static boolean inWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
}
