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

    /** The same, cut where it is longer than so many characters. */
    public static String of(String text, int atMost) {
        String line = of(text);
        if (line.length() <= atMost) {
            return line;
        }
        // Never half of a character.
        int end = Character.isHighSurrogate(line.charAt(atMost - 1)) ? atMost - 1 : atMost;
        return line.substring(0, end) + "...";
    }
}
