package dev.kbsync.retrieval.page;

import java.util.Objects;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** Macros that show another page, or an excerpt of it. */
public final class IncludeMacros {

    private static final String MACROS =
            "ac|structured-macro[ac:name=include], ac|structured-macro[ac:name=excerpt-include]";

    private IncludeMacros() {}

    /** The macros of a page. */
    public static Elements of(Element page) {
        return page.select(MACROS);
    }

    /** What a macro shows. */
    public static Optional<Element> content(Element macro, SourcePages pages, SourcePage host) {
        Element target = macro.selectFirst("ri|page");
        if (target == null) {
            return Optional.empty();
        }
        return pages.titled(host.ref().space(), target)
                .filter(page -> !page.ref().contentId().equals(host.ref().contentId()))
                .map(SourcePage::tree)
                .map(tree -> excerpt(macro, tree));
    }

    private static Element excerpt(Element macro, Document tree) {
        if (macro.attr("ac:name").equals("include")) {
            return tree;
        }
        String name = StorageText.parameter(macro, "name");
        return tree.select("ac|structured-macro[ac:name=excerpt]").stream()
                .filter(
                        excerpt ->
                                name.isEmpty()
                                        || StorageText.parameter(excerpt, "name").equals(name))
                .map(excerpt -> excerpt.selectFirst("ac|rich-text-body"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> new Element("p"));
    }

    /** A body with what it includes in the places of the macros. */
    static String expanded(SourcePage page, SourcePages pages) {
        Document tree = page.tree();
        Elements macros = of(tree);
        if (macros.isEmpty()) {
            return SourcePage.mended(page.storage());
        }
        tree.outputSettings().prettyPrint(false);
        for (Element macro : macros) {
            content(macro, pages, page)
                    .ifPresent(
                            shown -> {
                                Element box = new Element("div");
                                shown.childNodesCopy().forEach(box::appendChild);
                                macro.replaceWith(box);
                            });
        }
        return tree.outerHtml();
    }
}
