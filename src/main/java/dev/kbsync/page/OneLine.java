package dev.kbsync.page;

import java.util.regex.Pattern;

/**
 * Text of others, a title for example, made fit to stand in a line: in a log, a column, a heading,
 * a message. Nothing of it ends the line, steers a terminal, turns the reading direction around or
 * hides from readers.
 */
public final class OneLine {

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\s\\u0085\\p{Zl}\\p{Zp}]+");

    /** All format characters but the two joiners, which scripts and emoji need. */
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cf}\\x{80}-\\x{9F}&&[^\\u200C\\u200D]]+");

    private OneLine() {}

    public static String of(String text) {
        String plain = BREAKS.matcher(text).replaceAll(" ");
        return HIDDEN.matcher(plain).replaceAll("").strip();
    }
}
