package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Something of another site shown in the page, as a link.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="widget">   or iframe
 *   <ac:parameter ac:name="url"><ri:url ri:value="https://..." /></ac:parameter>   or the address as text
 * </ac:structured-macro>
 * }</pre>
 */
public final class WidgetMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("{widget}", "{iframe}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        String address = address(macro);
        if (address.isEmpty()) {
            Marker.name(macro.name(), page);
        } else {
            Marker.link(address, page.addresses().link(address), page);
        }
        return Treatment.NAMED;
    }

    private static String address(Macro macro) {
        for (String parameter : new String[] {"url", "src"}) {
            String address = macro.address(parameter);
            if (!address.isEmpty()) {
                return address;
            }
        }
        return "";
    }
}
