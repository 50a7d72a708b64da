package dev.kbsync.retrieval.question;

import dev.kbsync.retrieval.page.StorageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The headings of a page with the blocks below each, macros and tables left out. */
final class Outline {

    private static final Set<String> BOXES =
            Set.of("table", "ac:structured-macro", "ac:macro", "ac:adf-extension", "ac:task-list");

    private final List<Section> sections = new ArrayList<>();

    /** What stands between a heading and the next one. */
    record Section(Element heading, List<Element> blocks) {

        String title() {
            return StorageText.of(heading);
        }
    }

    Outline(Document tree) {
        for (Element element : tree.getAllElements()) {
            if (isBoxed(element)) {
                continue;
            }
            if (isHeading(element) && element.closest("li") == null) {
                sections.add(new Section(element, new ArrayList<>()));
            } else if (!sections.isEmpty() && isBlock(element)) {
                sections.get(sections.size() - 1).blocks().add(element);
            }
        }
    }

    List<Section> sections() {
        return sections;
    }

    /** The heading above an element, or something else if there is none. */
    static String headingAbove(Element element, Document tree, String otherwise) {
        String heading = otherwise;
        for (Element one : tree.getAllElements()) {
            if (one.equals(element)) {
                return heading;
            }
            if (isHeading(one) && StorageText.isPlain(one) && !StorageText.of(one).isEmpty()) {
                heading = StorageText.of(one);
            }
        }
        return heading;
    }

    /** Paragraphs, and list items whose words are not in paragraphs. */
    static boolean isBlock(Element element) {
        String name = element.tagName();
        return name.equals("p")
                || (name.equals("li") && element.select("p, ul, ol, table").isEmpty());
    }

    static boolean isBoxed(Element element) {
        return element.parents().stream().map(Element::tagName).anyMatch(BOXES::contains);
    }

    private static boolean isHeading(Element element) {
        return element.tagName().matches("h[1-6]");
    }
}
