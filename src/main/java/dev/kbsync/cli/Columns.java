package dev.kbsync.cli;

import dev.kbsync.page.OneLine;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines that people and scripts read: columns separated by tabs. */
final class Columns {

    private Columns() {}

    /** Titles hold what their authors like: nothing of it ends the line or steers a terminal. */
    static String line(String... columns) {
        return Arrays.stream(columns)
                .map(column -> OneLine.of(column))
                .collect(Collectors.joining("\t"));
    }
}
