package dev.kbsync.site;

import java.util.Locale;

/**
 * A clause in Confluence's query language that joins the search a site is listed by. It is checked
 * as far as is possible without Confluence: it must not end the search's own clauses, nor order
 * what is found.
 *
 * @param text the clause; empty for none
 * @param origin where it stands, for people: the name of a setting, or the console
 */
public record CqlClause(String text, String origin) {

    public static final CqlClause NONE = new CqlClause("", "");

    /** It goes into the address of every request. */
    private static final int LONGEST = 1000;

    /**
     * @throws IllegalArgumentException with one sentence that names clause and origin, if it is not
     *     one whole clause
     */
    public CqlClause {
        text = text.strip();
        origin = text.isEmpty() ? "" : origin;
        String problem = text.isEmpty() ? "" : problem(text);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(
                    "The CQL clause %s cannot be used: %s; mend %s."
                            .formatted(shown(text), problem, place(origin)));
        }
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** What is to be mended, as a sentence names it. */
    public String place() {
        return place(origin);
    }

    private static String place(String origin) {
        return origin.equals(ChosenRules.ORIGIN) ? "it on the console" : origin;
    }

    /** For messages: in brackets, in one line, and not too long. */
    public String shown() {
        return shown(text);
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return "[" + (line.length() > 200 ? line.substring(0, 200) + "..." : line) + "]";
    }

    private static String problem(String text) {
        if (text.length() > LONGEST) {
            return "it is longer than %d characters".formatted(LONGEST);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            return "it has to be one line";
        }
        StringBuilder bare = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (quote != 0) {
                if (next == '\\') {
                    at++;
                } else if (next == quote) {
                    quote = 0;
                }
                continue;
            }
            if (next == '"' || next == '\'') {
                quote = next;
            } else if (next == '(') {
                depth++;
            } else if (next == ')' && --depth < 0) {
                return "a closing parenthesis has no opening one";
            }
            bare.append(next);
        }
        if (quote != 0) {
            return "a quotation mark is not closed";
        }
        if (depth != 0) {
            return "an opening parenthesis is not closed";
        }
        String words = " " + bare.toString().toLowerCase(Locale.ROOT) + " ";
        return words.matches(".*[\\s)\"']order\\s+by\\s.*")
                ? "it must not say in which order pages are listed (\"order by\")"
                : "";
    }
}
