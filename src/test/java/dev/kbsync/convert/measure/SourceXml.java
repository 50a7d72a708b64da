package dev.kbsync.convert.measure;

import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.Parser;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads storage format with the JDK's parser; what is not well-formed with jsoup's. */
final class SourceXml {

    private static final Pattern CDATA_OR_ENTITY =
            Pattern.compile("<!\\[CDATA\\[.*?]]>|&([a-zA-Z][a-zA-Z0-9]*);", Pattern.DOTALL);

    private SourceXml() {}

    static Element read(String storage) {
        String exported =
                storage.contains("]]>")
                        ? storage
                        : storage.replaceAll("]] (]?)></ac:", "]]$1></ac:");
        String resolved =
                CDATA_OR_ENTITY
                        .matcher(exported)
                        .replaceAll(match -> Matcher.quoteReplacement(resolved(match)));
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            String whole = "<root>" + resolved + "</root>";
            return builder.parse(new InputSource(new StringReader(whole))).getDocumentElement();
        } catch (SAXException e) {
            org.jsoup.nodes.Document damaged = Jsoup.parse(exported, "", Parser.xmlParser());
            org.jsoup.nodes.Document whole = new org.jsoup.nodes.Document("");
            whole.appendElement("root").appendChildren(damaged.childNodesCopy());
            return new W3CDom().namespaceAware(false).fromJsoup(whole).getDocumentElement();
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resolved(java.util.regex.MatchResult match) {
        String name = match.group(1);
        boolean xml = name == null || name.matches("amp|lt|gt|quot|apos");
        String character = xml ? "" : Entities.getByName(name);
        return character.isEmpty() ? match.group() : character;
    }
}
