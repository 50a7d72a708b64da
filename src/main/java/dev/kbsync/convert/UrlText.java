package dev.kbsync.convert;

import java.nio.charset.StandardCharsets;

/** Writes text into addresses. Letters of any script stay readable, as browsers show them. */
final class UrlText {

    private static final String HEX = "0123456789ABCDEF";

    private UrlText() {}

    /** An address without what could break out of it: blanks, quotes, brackets. */
    static String clean(String address) {
        String stripped = address.strip();
        StringBuilder clean = new StringBuilder(stripped.length() + 8);
        int c;
        for (int i = 0; i < stripped.length(); i += Character.charCount(c)) {
            c = stripped.codePointAt(i);
            if (!Character.isISOControl(c) && !isTurning(c)) {
                append(clean, c, isUnsafe(c));
            }
        }
        return clean.toString();
    }

    /** Text as one part of a path or a query. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            append(encoded, c, isUnsafe(c) || (c < 128 && !isUnreserved(c)));
        }
        return encoded.toString();
    }

    private static void append(StringBuilder to, int codePoint, boolean encode) {
        if (!encode) {
            if (codePoint < 128) {
                to.append((char) codePoint);
            } else {
                to.appendCodePoint(codePoint);
            }
            return;
        }
        String character = isSurrogate(codePoint) ? "\uFFFD" : Character.toString(codePoint);
        for (byte one : character.getBytes(StandardCharsets.UTF_8)) {
            to.append('%').append(HEX.charAt((one >> 4) & 0xf)).append(HEX.charAt(one & 0xf));
        }
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isUnsafe(int c) {
        if (c < 128) {
            return c <= ' ' || c == 0x7f || "\"<>\\`".indexOf(c) >= 0;
        }
        int type = Character.getType(c);
        return !Character.isLetterOrDigit(c)
                && type != Character.NON_SPACING_MARK
                && type != Character.COMBINING_SPACING_MARK;
    }

    /** Characters that turn the reading direction around could hide where an address leads. */
    private static boolean isTurning(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isUnreserved(int c) {
        return Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0;
    }
}
