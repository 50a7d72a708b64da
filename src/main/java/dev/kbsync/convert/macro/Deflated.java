package dev.kbsync.convert.macro;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks text that a macro keeps in a parameter. */
final class Deflated {

    /** A diagram has some thousand characters; a bomb ends here. */
    private static final int LONGEST = 1_000_000;

    private Deflated() {}

    /** The text that was encoded for URLs, deflated and written in base 64; empty if it was not. */
    static String text(String data) {
        Inflater inflater = new Inflater(true);
        try {
            byte[] packed = Base64.getMimeDecoder().decode(data);
            inflater.setInput(packed);
            byte[] text = new byte[Math.min(LONGEST, 4 * packed.length + 100)];
            int length = inflater.inflate(text);
            while (length == text.length && length < LONGEST) {
                text = Arrays.copyOf(text, Math.min(LONGEST, 4 * length));
                length += inflater.inflate(text, length, text.length - length);
            }
            if (!inflater.finished()) {
                return "";
            }
            String inflated = new String(text, 0, length, StandardCharsets.UTF_8);
            return URLDecoder.decode(inflated.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (DataFormatException | IllegalArgumentException e) {
            return "";
        } finally {
            inflater.end();
        }
    }
}
