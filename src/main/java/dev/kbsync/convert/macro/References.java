package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.Elements;
import dev.kbsync.convert.handling.Macro;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of an app's macro lead to, each once, as elements to be converted.
 *
 * <pre>{@code
 * <ac:parameter ac:name="target"><ac:link><ri:page ri:content-title="Title" /></ac:link></ac:parameter>
 * <ac:parameter ac:name="file"><ri:attachment ri:filename="plan.pdf" /></ac:parameter>
 * <ac:parameter ac:name="location"><a href="https://example.org/">...</a></ac:parameter>
 * <ac:parameter ac:name="url">https://example.org/</ac:parameter>
 * <ac:parameter ac:name="due">2026-01-31</ac:parameter>
 * }</pre>
 */
final class References {

    private static final Pattern ADDRESS =
            Pattern.compile("(https?://|mailto:|/wiki/)\\S+", Pattern.CASE_INSENSITIVE);

    private References() {}

    /** All that a macro's parameters refer to. */
    static List<Element> of(Macro macro) {
        Map<String, Element> references = new LinkedHashMap<>();
        for (Element parameter : macro.parameters()) {
            for (Element reference : in(parameter)) {
                references.putIfAbsent(key(reference), reference);
            }
        }
        return List.copyOf(references.values());
    }

    /** The links among them that a body does not have. */
    static List<Element> beside(@Nullable Element body, List<Element> references) {
        Stream<Element> links = references.stream().filter(one -> !one.normalName().equals("time"));
        if (body == null || references.isEmpty()) {
            return links.toList();
        }
        List<String> within = body.getAllElements().stream().map(References::target).toList();
        return links.filter(one -> !within.contains(target(one))).toList();
    }

    /** What references that lead to the same have in common. */
    static String key(Element reference) {
        String target = target(reference);
        return target.isEmpty() ? reference.outerHtml() : target;
    }

    /** Where an element leads; empty for nowhere. */
    private static String target(Element element) {
        if (element.normalName().equals("a")) {
            return element.attr("href");
        }
        Element resource =
                element.normalName().equals("ac:link") ? Elements.resource(element) : null;
        return resource == null ? "" : resource.outerHtml() + element.attr("ac:anchor");
    }

    /** What one value refers to: its links and resources, or what its text is. */
    static List<Element> in(Element value) {
        List<Element> found = new ArrayList<>();
        collect(value, found);
        String text = value.wholeText().strip();
        if (found.isEmpty() && ADDRESS.matcher(text).matches()) {
            found.add(link(text));
        } else if (found.isEmpty() && DateMacro.isDate(text)) {
            found.add(new Element("time").attr("datetime", text));
        }
        return found;
    }

    private static Element link(String address) {
        return new Element("a").attr("href", address).text(address);
    }

    private static void collect(Element holder, List<Element> found) {
        for (Element child : holder.children()) {
            String name = child.normalName();
            boolean date = name.equals("time") && child.hasAttr("datetime");
            if (date || (name.equals("a") && child.hasAttr("href"))) {
                found.add(child);
            } else if (name.equals("ac:link")) {
                links(child, found);
            } else if (name.startsWith("ri:")) {
                found.add(new Element("ac:link").appendChild(child.clone()));
            } else {
                collect(child, found);
            }
        }
    }

    /** One link may lead to several things, where its end got lost; an empty one to none. */
    private static void links(Element link, List<Element> found) {
        long resources =
                link.children().stream().filter(c -> c.normalName().startsWith("ri:")).count();
        if (resources == 1 || (resources == 0 && !link.attr("ac:anchor").isBlank())) {
            found.add(link);
        } else {
            collect(link, found);
        }
    }

    static void write(List<Element> references, Conversion page) {
        for (Element reference : references) {
            page.flow().text(" ");
            page.convert(reference);
        }
    }
}
