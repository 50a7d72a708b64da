package dev.kbsync.chunk;

/**
 * A row of a Markdown table that is too long for a chunk. Its parts are rows too: each has the
 * first cell, which tells whose row it is, and stands in the column it is from.
 */
final class Row {

    private static final int LONGEST_KEY = 80;
    private static final int MOST_COLUMNS = 50;

    private final String text;
    private final int start;
    private int at;
    private int cells = -1;
    private String key = "| ";
    private int seen;
    private int filled;

    /**
     * @param start where its first cell begins, at the bar before it
     */
    Row(String text, int start) {
        this.text = text;
        this.start = start;
        this.at = start;
        this.seen = start;
        this.filled = start;
    }

    /** What makes a row of what begins somewhere inside, further on each time. */
    String lead(int part) {
        while (at < part && cells <= MOST_COLUMNS) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '|' && ++cells == 1 && at - start <= LONGEST_KEY) {
                key = text.substring(start, at);
            }
            at++;
        }
        if (cells > MOST_COLUMNS) {
            return "";
        }
        return cells < 1 ? "| " : key + "| ".repeat(cells);
    }

    /** What ends it as a row that ends somewhere inside, further on each time. */
    String tail(int part) {
        for (; seen < part; seen++) {
            if (text.charAt(seen) != ' ') {
                filled = seen;
            }
        }
        return text.charAt(filled) == '|' ? "" : " |";
    }
}
