package dev.kbsync.console;

/**
 * Which page of a long list is shown.
 *
 * @param number of the page, from 1; one past the end stands for the last, since lists get shorter
 * @param size rows of a page
 * @param rows of the whole list
 */
public record Paging(int number, int size, long rows) {

    public Paging {
        number = Math.max(1, Math.min(number, last(size, rows)));
    }

    /** The number of the last page. */
    public int last() {
        return last(size, rows);
    }

    private static int last(int size, long rows) {
        return (int) Math.max(1, (rows + size - 1) / size);
    }

    /** How many rows come before it. */
    public long from() {
        return (number - 1L) * size;
    }
}
