package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Elements;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.convert.handling.Resource;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A file shown in the page, as a link.
 *
 * <pre>{@code
 * <ac:structured-macro ac:name="view-file">   or viewpdf, viewdoc, viewxls, viewppt, multimedia
 *   <ac:parameter ac:name="name"><ri:attachment ri:filename="file.pdf" /></ac:parameter>   or its name as text
 *   <ac:parameter ac:name="page"><ac:link><ri:page ri:content-title="Title" /></ac:link></ac:parameter>
 * </ac:structured-macro>
 * }</pre>
 */
public final class FileMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of(
                "{view-file}",
                "{viewfile}",
                "{viewpdf}",
                "{viewdoc}",
                "{viewxls}",
                "{viewppt}",
                "{multimedia}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        Element file = macro.resource("name");
        Element owner = macro.resource("page");
        if (file == null) {
            file = new Element("ri:attachment").attr("ri:filename", macro.parameter("name"));
        }
        if (owner != null && Elements.resource(file) == null) {
            file.appendChild(owner.clone());
        }
        Resource resource = Resource.of(file, "", page);
        if (resource.text().isEmpty()) {
            Marker.name(macro.name(), page);
            return Treatment.NAMED;
        }
        Marker.link(resource.text(), resource.target(), page);
        return Treatment.NAMED;
    }
}
