package dev.kbsync.chunk;

import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** What an author does to a page. */
enum Edit {
    CHANGE_A_WORD("p, li, td", Edit::changeWord),
    ADD_A_SENTENCE(
            "p, li, td",
            (element, random) ->
                    element.appendText(" This sentence %d is new.".formatted(random.nextInt()))),
    REMOVE_A_BLOCK("p, ul, ol, table", (element, random) -> element.remove()),
    ADD_A_PARAGRAPH(
            "p, ul, ol, table",
            (element, random) ->
                    element.before(
                            "<p>A new paragraph, number %d. It has two sentences.</p>"
                                    .formatted(random.nextInt()))),
    REMOVE_A_ROW("tr:not(:first-child)", (element, random) -> element.remove()),
    ADD_A_ROW(
            "tr:not(:first-child)",
            (element, random) -> {
                Element row = element.clone();
                row.appendElement("td").text("new " + random.nextInt());
                element.before(row);
            }),
    REMOVE_AN_ITEM("li", (element, random) -> element.remove()),
    ADD_AN_ITEM(
            "li",
            (element, random) ->
                    element.before("<li>A new item, number %d</li>".formatted(random.nextInt()))),
    ADD_A_SECTION(
            "h1, h2, h3, h4",
            (element, random) ->
                    element.before(
                            "<%s>New section %d</%s><p>%s</p>"
                                    .formatted(
                                            element.nodeName(),
                                            random.nextInt(),
                                            element.nodeName(),
                                            "Some words on it. ".repeat(random.nextInt(20)))));

    private final String places;

    @SuppressWarnings("ImmutableEnumChecker") // It has no state.
    private final BiConsumer<Element, Random> effect;

    Edit(String places, BiConsumer<Element, Random> effect) {
        this.places = places;
        this.effect = effect;
    }

    static Document page(String storage) {
        Document page = Jsoup.parse(storage, "", Parser.xmlParser());
        page.outputSettings(
                new OutputSettings()
                        .syntax(OutputSettings.Syntax.xml)
                        .escapeMode(Entities.EscapeMode.xhtml)
                        .prettyPrint(false));
        return page;
    }

    /** The page after the edit; the same if there is no place for it. */
    String of(String storage, Random random) {
        Document page = page(storage);
        List<Element> elements = page.select(places).stream().filter(Element::hasText).toList();
        if (!elements.isEmpty()) {
            effect.accept(elements.get(random.nextInt(elements.size())), random);
        }
        return page.outerHtml();
    }

    private static void changeWord(Element element, Random random) {
        String word = "changed" + random.nextInt();
        if (element.textNodes().isEmpty()) {
            element.appendText(" " + word);
            return;
        }
        TextNode text = element.textNodes().get(random.nextInt(element.textNodes().size()));
        text.text(text.text().replaceFirst("\\w+", word) + (text.isBlank() ? word : ""));
    }
}
