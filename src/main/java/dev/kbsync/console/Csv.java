package dev.kbsync.console;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes tables for spreadsheets, which must not take a cell for a formula. */
final class Csv {

    private Csv() {}

    /** One line with its end. Titles and reasons are other people's text. */
    static String line(Object... cells) {
        return Arrays.stream(cells)
                        .map(cell -> cell(String.valueOf(cell)))
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String cell(String text) {
        String plain = text.replaceAll("[\\r\\n]+", " ");
        boolean formula = plain.matches("[\\s\\p{Cntrl}]*[=+\\-@\\t\uff1d\uff0b\uff0d\uff20].*");
        return '"' + (formula ? "'" : "") + plain.replace("\"", "\"\"") + '"';
    }
}
