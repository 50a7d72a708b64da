package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What only frames, names, filters or arranges its body: {@code <ac:structured-macro
 * ac:name="excerpt"><ac:rich-text-body>...</ac:rich-text-body></ac:structured-macro>}. Hidden
 * bodies are content too: other pages show them.
 */
public final class BodyMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of(
                "{excerpt}",
                "{multiexcerpt}",
                "{multi-excerpt}",
                "{multiexcerpt-macro}",
                "{multiexcerpt-fast-macro}",
                "{multiexcerpt-fast-block-macro}",
                "{multiexcerpt-fast-inline-macro}",
                "{details}",
                "{section}",
                "{column}",
                "{toc-zone}",
                "{div}",
                "{span}",
                "{align}",
                "{center}",
                "{indent}",
                "{table-filter}",
                "{table-joiner}",
                "{table-transformer}",
                "{pivot-table}",
                "{localtabgroup}",
                "{tabs-group}",
                "{horizontal-nav-group}",
                "{vertical-nav-group}",
                "{auitabs}",
                "{deck}",
                "{ui-tabs}",
                "{ui-steps}",
                "{scroll-ignore}",
                "{scroll-only}",
                "{scroll-only-inline}",
                "{scroll-ignore-inline}",
                "{scroll-title}",
                "{scroll-pagebreak}",
                "{scroll-landscape}",
                "{scroll-portrait}",
                "{sv-translation}",
                "{show-if}",
                "{hide-if}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        return Macro.of(element).bodyInText(page) ? Treatment.RENDERED : Treatment.DROPPED;
    }
}
