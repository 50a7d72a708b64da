package dev.kbsync.convert.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Writes text into addresses. Letters of any script stay readable, as browsers show them. */
public final class UrlText {

    private static final String HEX = "0123456789ABCDEF";

    private UrlText() {}

    /** An address without what could break out of it: blanks, quotes, brackets. */
    public static String clean(String address) {
        String stripped = address.strip();
        if (isClean(stripped)) {
            return stripped;
        }
        StringBuilder clean = new StringBuilder(stripped.length() + 8);
        int c;
        for (int i = 0; i < stripped.length(); i += Character.charCount(c)) {
            c = stripped.codePointAt(i);
            if (!Character.isISOControl(c) && !Cleaner.isTurning(c)) {
                append(clean, c, isUnsafe(c));
            }
        }
        return clean.toString();
    }

    private static boolean isClean(String address) {
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) >= 128 || isUnsafe(address.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Text as one part of a path or a query. */
    public static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            append(encoded, c, isUnsafe(c) || (c < 128 && !isUnreserved(c)));
        }
        return encoded.toString();
    }

    /** Text that was a part of an address; as it is, where it is no such text. A plus stays one. */
    public static String decoded(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
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

    private static boolean isUnreserved(int c) {
        return Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0;
    }
}
