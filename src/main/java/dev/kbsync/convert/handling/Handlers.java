package dev.kbsync.convert.handling;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;

/** Finds the handler of an element. */
public final class Handlers {

    /** What a handler for all elements, or all macros, nobody else serves is listed under. */
    private static final String ANY = "*";

    private static final int LONGEST_NAME = 60;

    private final Map<String, Served> elements = new HashMap<>();
    private final Map<String, Served> macros = new HashMap<>();
    private final Served anyElement;
    private final Served anyMacro;

    /**
     * A handler with one of the names it serves.
     *
     * @param construct what the census calls it
     */
    public record Served(ElementHandler handler, String construct) {}

    public Handlers(List<ElementHandler> handlers) {
        for (ElementHandler handler : handlers) {
            for (String name : handler.names()) {
                if (name.startsWith("{")) {
                    String macro = name.substring(1, name.length() - 1);
                    macros.putIfAbsent(macro, new Served(handler, macro));
                } else {
                    elements.putIfAbsent(name, new Served(handler, "<" + name + ">"));
                }
            }
        }
        anyElement = required(elements);
        anyMacro = required(macros);
    }

    private static Served required(Map<String, Served> handlers) {
        Served any = handlers.get(ANY);
        if (any == null) {
            throw new IllegalArgumentException("no handler for what no other handler serves");
        }
        return any;
    }

    public Served find(Element element) {
        String name = element.normalName();
        if (Macro.isMacro(element)) {
            String macro = element.attr("ac:name").strip().toLowerCase(Locale.ROOT);
            Served served = macros.get(macro);
            return served != null
                    ? served
                    : new Served(anyMacro.handler, Label.cut(macro, LONGEST_NAME));
        }
        Served served = elements.get(name);
        return served != null
                ? served
                : new Served(anyElement.handler, "<" + Label.cut(name, LONGEST_NAME) + ">");
    }
}
