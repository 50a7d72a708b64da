package dev.kbsync.simulator.view;

import static dev.kbsync.simulator.http.Html.escape;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** Macros of a page as HTML. A macro nobody knows here shows its name and its body. */
final class MacroView {
    private static final Set<String> PANELS =
            Set.of("info", "note", "tip", "warning", "panel", "success", "error");
    private static final Set<String> UNWRAPPED =
            Set.of("excerpt", "details", "section", "column", "toc-zone");
    private static final Set<String> COLOURS =
            Set.of("green", "yellow", "red", "blue", "purple", "grey", "gray");

    private final StorageView view;

    MacroView(StorageView view) {
        this.view = view;
    }

    String html(Element macro) {
        String name = macro.getAttribute("ac:name");
        if (PANELS.contains(name)) {
            return "<div class=\"panel %s\">%s%s</div>"
                    .formatted(name, title("strong", macro), rich(macro));
        }
        if (UNWRAPPED.contains(name)) {
            return rich(macro);
        }
        return switch (name) {
            case "code", "noformat" ->
                    title("p", macro)
                            + "<pre><code>"
                            + escape(plain(macro).orElse(""))
                            + "</code></pre>";
            case "expand" ->
                    "<details><summary>%s</summary>%s</details>"
                            .formatted(escape(StorageDom.parameter(macro, "title")), rich(macro));
            case "status" -> status(macro);
            case "jira" -> "<code class=\"jira\">" + escape(jira(macro)) + "</code>";
            case "anchor" -> "<a id=\"" + escape(StorageDom.parameter(macro, "")) + "\"></a>";
            case "view-file" -> file(macro);
            case "include", "excerpt-include" -> included(macro);
            case "toc" -> view.contents(macro);
            case "children", "pagetree" -> view.links().children();
            default -> unknown(macro, name);
        };
    }

    private static String status(Element macro) {
        String colour = StorageDom.parameter(macro, "colour").toLowerCase(Locale.ROOT);
        return "<span class=\"status %s\">%s</span>"
                .formatted(
                        COLOURS.contains(colour) ? colour : "grey",
                        escape(StorageDom.parameter(macro, "title")));
    }

    private static String jira(Element macro) {
        String key = StorageDom.parameter(macro, "key");
        return key.isEmpty() ? StorageDom.parameter(macro, "jqlQuery") : key;
    }

    private String file(Element macro) {
        return StorageDom.elements(macro).stream()
                .flatMap(parameter -> StorageDom.child(parameter, "ri:attachment").stream())
                .map(attachment -> attachment.getAttribute("ri:filename"))
                .map(
                        name ->
                                "<p class=\"file\"><a href=\"%s\">%s</a></p>"
                                        .formatted(
                                                escape(view.links().fileAddress(name)),
                                                escape(name)))
                .findFirst()
                .orElse("");
    }

    /** The page whose content Confluence would show here. */
    private String included(Element macro) {
        return StorageDom.child(macro, "ac:parameter")
                .map(page -> "<p class=\"included\">↳ " + view.inside(page) + "</p>")
                .orElse("");
    }

    private String unknown(Element macro, String name) {
        String body =
                plain(macro)
                        .map(text -> "<pre>" + escape(text) + "</pre>")
                        .orElseGet(() -> rich(macro));
        return "<div class=\"unknown\"><span>%s</span>%s</div>".formatted(escape(name), body);
    }

    private static String title(String element, Element macro) {
        String title = StorageDom.parameter(macro, "title");
        return title.isEmpty()
                ? ""
                : "<%s class=\"title\">%s</%s>".formatted(element, escape(title), element);
    }

    private String rich(Element macro) {
        return StorageDom.child(macro, "ac:rich-text-body").map(view::inside).orElse("");
    }

    private static Optional<String> plain(Element macro) {
        return StorageDom.child(macro, "ac:plain-text-body").map(Element::getTextContent);
    }
}
