package dev.kbsync.simulator.view;

import dev.kbsync.simulator.content.Entities;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads a storage-format fragment as XML: with one root and the entities of XHTML declared. */
final class StorageDom {
    private static final String HEAD =
            "<!DOCTYPE storage ["
                    + Entities.declarations()
                    + "]><storage xmlns:ac=\"ac\" xmlns:ri=\"ri\" xmlns:at=\"at\">";
    private static final DocumentBuilderFactory FACTORY = DocumentBuilderFactory.newInstance();

    private StorageDom() {}

    /** The fragment's root, nothing if it is not well-formed. */
    static Optional<Element> parse(String storage) {
        try {
            DocumentBuilder builder;
            synchronized (FACTORY) {
                builder = FACTORY.newDocumentBuilder();
            }
            builder.setErrorHandler(new DefaultHandler());
            builder.setEntityResolver(
                    (publicId, systemId) -> new InputSource(new StringReader("")));
            String document = HEAD + storage + "</storage>";
            return Optional.of(
                    builder.parse(new InputSource(new StringReader(document)))
                            .getDocumentElement());
        } catch (SAXException malformed) {
            return Optional.empty();
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<Node> children(Node parent) {
        NodeList nodes = parent.getChildNodes();
        List<Node> children = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            children.add(nodes.item(i));
        }
        return children;
    }

    static List<Element> elements(Node parent) {
        return children(parent).stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    /** The first child element of a name. */
    static Optional<Element> child(Node parent, String name) {
        return elements(parent).stream()
                .filter(element -> element.getTagName().equals(name))
                .findFirst();
    }

    /** The text of a macro's parameter, empty if it has none. */
    static String parameter(Element macro, String name) {
        return elements(macro).stream()
                .filter(element -> element.getTagName().equals("ac:parameter"))
                .filter(element -> element.getAttribute("ac:name").equals(name))
                .map(Element::getTextContent)
                .findFirst()
                .orElse("");
    }
}
