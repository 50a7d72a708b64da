package dev.kbsync.convert.xml;

import java.util.function.Consumer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Parses a body in storage format: a fragment with many roots and undeclared prefixes. */
public final class StorageXml {

    private static final String CDATA = "<![CDATA[";
    private static final String CDATA_END = "]]>";

    private StorageXml() {}

    /**
     * The body's elements below one root. Never fails: what is not well-formed is read as far as it
     * goes.
     *
     * @param warnings receives each damaged place, in the order of the text
     */
    public static Element parse(String storage, Consumer<String> warnings) {
        String tidy = new Tidy(xhtmlBrackets(storage), warnings).text();
        return Jsoup.parse(tidy, "", Parser.xmlParser());
    }

    /** The only two entities that HTML, whose names the parser knows, has changed since XHTML. */
    private static String xhtmlBrackets(String storage) {
        StringBuilder mended = new StringBuilder();
        int copied = 0;
        int at = storage.indexOf("ang;");
        int cdata = at < 0 ? -1 : storage.indexOf(CDATA);
        for (; at >= 0; at = storage.indexOf("ang;", at + 1)) {
            int end = -1;
            while (cdata >= 0 && cdata < at && end < at) {
                end = storage.indexOf(CDATA_END, cdata);
                cdata = end < 0 ? -1 : storage.indexOf(CDATA, end);
            }
            boolean left = storage.startsWith("&l", at - 2);
            if (end > at) {
                at = end;
            } else if (left || storage.startsWith("&r", at - 2)) {
                mended.append(storage, copied, at - 2).append(left ? '\u2329' : '\u232a');
                copied = at + "ang;".length();
            }
        }
        return copied == 0 ? storage : mended.append(storage.substring(copied)).toString();
    }
}
