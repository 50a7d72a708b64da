package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.page.Census.Treatment;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A drawing that lives in an attachment: only its name is in the page.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="drawio">   or gliffy and others
 *   <ac:parameter ac:name="diagramName">overview</ac:parameter>
 * </ac:structured-macro>
 * }</pre>
 */
public final class DiagramMacro implements ElementHandler {

    private static final List<String> NAME_PARAMETERS =
            List.of("diagramDisplayName", "diagramName", "displayName", "name", "title");

    @Override
    public Set<String> names() {
        return Set.of("{drawio}", "{drawio-sketch}", "{inc-drawio}", "{gliffy}", "{lucidchart}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        String name =
                NAME_PARAMETERS.stream()
                        .map(macro::parameter)
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse(macro.name());
        Marker.name(name, page);
        Element address = macro.parameterElement("url");
        References.write(address == null ? List.of() : References.in(address), page);
        return Treatment.NAMED;
    }
}
