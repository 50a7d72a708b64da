package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.convert.handling.Resource;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A link that looks like a button.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="ui-button">   or auibutton
 *   <ac:parameter ac:name="title">Read on</ac:parameter>
 *   <ac:parameter ac:name="url">https://...</ac:parameter>   or a resource
 * </ac:structured-macro>
 * }</pre>
 */
public final class ButtonMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("{ui-button}", "{auibutton}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        Resource leads = target(macro, page);
        String title = macro.parameter("title");
        String text = title.isEmpty() ? leads.text() : title;
        Marker.link(text.isEmpty() ? macro.name() : text, leads.target(), page);
        return Treatment.RENDERED;
    }

    private static Resource target(Macro macro, Conversion page) {
        Element referred = macro.resource("url");
        if (referred != null) {
            return Resource.of(referred, "", page);
        }
        String address = macro.address("url");
        return new Resource(address, page.addresses().link(address));
    }
}
