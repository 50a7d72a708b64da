package dev.kbsync.convert.macro;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Unpacks text that a macro keeps in a parameter. */
final class Deflated {

    /** A diagram has some thousand characters; a bomb ends here. */
    private static final int LONGEST = 1_000_000;

    private Deflated() {}

    /** The text that was encoded for URLs, deflated and written in base 64; empty if it was not. */
    static String text(String data) {
        Inflater inflater = new Inflater(true);
        try (InputStream in =
                new InflaterInputStream(
                        new ByteArrayInputStream(Base64.getMimeDecoder().decode(data)), inflater)) {
            byte[] text = in.readNBytes(LONGEST);
            if (!inflater.finished()) {
                return "";
            }
            String inflated = new String(text, StandardCharsets.UTF_8);
            return URLDecoder.decode(inflated.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            return "";
        } finally {
            inflater.end();
        }
    }
}
