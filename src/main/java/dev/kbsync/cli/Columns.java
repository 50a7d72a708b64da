package dev.kbsync.cli;

import dev.kbsync.page.OneLine;
import java.util.List;
import java.util.stream.Collectors;

/** Lines that people and scripts read: columns separated by tabs. */
final class Columns {

    private Columns() {}

    /** Titles hold what their authors like: nothing of it ends the line or steers a terminal. */
    static String line(String... columns) {
        return line(List.of(columns));
    }

    /** The same of anything that has a text. */
    static String line(List<?> columns) {
        return columns.stream()
                .map(column -> OneLine.of(String.valueOf(column)))
                .collect(Collectors.joining("\t"));
    }
}
