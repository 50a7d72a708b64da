package dev.kbsync.chunk;

/**
 * A row of a Markdown table that is too long for a chunk. Its parts are rows too: each has the
 * first cell, which tells whose row it is, and stands in the column it is from.
 *
 * @param start where its first cell begins, at the bar before it
 */
record Row(String text, int start) {

    private static final int LONGEST_KEY = 80;
    private static final int MOST_COLUMNS = 50;

    /** What makes a row of what begins somewhere inside. */
    String lead(int at) {
        int cells = -1;
        int keyEnd = start;
        for (int i = start; i < at && cells <= MOST_COLUMNS; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '|' && ++cells == 1) {
                keyEnd = i;
            }
        }
        if (cells > MOST_COLUMNS) {
            return "";
        }
        if (cells < 1) {
            return "| ";
        }
        String key = keyEnd - start <= LONGEST_KEY ? text.substring(start, keyEnd) : "| ";
        return key + "| ".repeat(cells);
    }

    /** What ends it as a row that ends somewhere inside. */
    String tail(int at) {
        int end = at;
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.charAt(end - 1) == '|' ? "" : " |";
    }
}
