package dev.kbsync.convert.macro;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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
            inflater.setInput(Base64.getMimeDecoder().decode(data));
            byte[] text = new byte[LONGEST];
            int length = inflater.inflate(text);
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
