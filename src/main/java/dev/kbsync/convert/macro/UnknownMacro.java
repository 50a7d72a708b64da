package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.convert.tree.Mark;
import dev.kbsync.page.Census.Treatment;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/**
 * Any macro no other handler serves, mostly one of an app: its title and its body stay, and what
 * its parameters refer to follows. Without a body its name stands for it.
 */
public final class UnknownMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("{*}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        if (MarkdownMacro.isMarkdown(macro)) {
            MarkdownMacro.write(macro.verbatim(), macro.isInText(), page);
            return Treatment.RENDERED;
        }
        List<Element> references = References.of(macro);
        if (macro.hasBody() && (references.isEmpty() || macro.hasFilledBody())) {
            titles(macro, page);
            macro.bodyInText(page);
            follow(References.beside(macro.richBody(), references), macro.isInText(), page);
        } else {
            name(macro, references, page);
        }
        return Treatment.UNKNOWN;
    }

    private static void titles(Macro macro, Conversion page) {
        for (String title : Titles.of(macro)) {
            if (macro.isInText()) {
                page.flow().marked(Mark.STRONG, () -> page.flow().word(title));
                page.flow().text(" ");
            } else {
                page.flow().title(title);
            }
        }
    }

    /** A paragraph, or the end of a line of text, with links. */
    static void follow(List<Element> links, boolean inText, Conversion page) {
        if (links.isEmpty()) {
            return;
        }
        Runnable arrow =
                () -> {
                    page.flow().text(" \u2192");
                    References.write(links, page);
                };
        if (inText) {
            arrow.run();
        } else {
            page.flow().paragraph(arrow);
        }
    }

    private static void name(Macro macro, List<Element> references, Conversion page) {
        String name = macro.name().isEmpty() ? "macro" : macro.name();
        String title =
                Stream.of("title", "caption", "label")
                        .map(macro::parameter)
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .map(value -> ": " + value)
                        .orElse("");
        Marker.name(name + title, page);
        References.write(references, page);
        JiraMacro.query(macro)
                .ifPresent(
                        query -> {
                            page.flow().text(" ");
                            page.flow().inlineCode(query);
                        });
    }
}
