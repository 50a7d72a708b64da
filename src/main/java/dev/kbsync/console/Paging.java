package dev.kbsync.console;

/**
 * Which part of a long list is shown.
 *
 * @param number of the part, from 1
 * @param size rows of a part
 * @param rows of the whole list
 */
public record Paging(int number, int size, long rows) {

    public Paging {
        number = Math.max(1, number);
    }

    /** The number of the last part. */
    public int last() {
        return (int) Math.max(1, (rows + size - 1) / size);
    }

    /** How many rows come before it. */
    public long from() {
        return (number - 1L) * size;
    }

    /** Whether there is no such part. */
    public boolean beyond() {
        return number > last();
    }
}
