package dev.kbsync.convert.xml;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Parses a body in storage format: a fragment with many roots and undeclared prefixes. */
public final class StorageXml {

    private static final Pattern BRACKETS_OUTSIDE_CDATA =
            Pattern.compile("<!\\[CDATA\\[.*?]]>|&[lr]ang;", Pattern.DOTALL);

    private StorageXml() {}

    /**
     * The body's elements below one root. Never fails: what is not well-formed is read as far as it
     * goes.
     *
     * @param warnings is told each damaged place, in the order of the text
     */
    public static Element parse(String storage, Consumer<String> warnings) {
        String tidy = new Tidy(xhtmlBrackets(storage), warnings).text();
        return Jsoup.parse(tidy, "", Parser.xmlParser());
    }

    /** The only two entities that HTML, whose names the parser knows, has changed since XHTML. */
    private static String xhtmlBrackets(String storage) {
        if (!storage.contains("ang;")) {
            return storage;
        }
        return BRACKETS_OUTSIDE_CDATA
                .matcher(storage)
                .replaceAll(
                        match ->
                                switch (match.group()) {
                                    case "&lang;" -> "\u2329";
                                    case "&rang;" -> "\u232a";
                                    default -> Matcher.quoteReplacement(match.group());
                                });
    }
}
