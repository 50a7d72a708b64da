package dev.kbsync.convert.handling;

import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Converts one kind of element or macro. To add one, write a class and list it in {@code
 * StandardHandlers}; the first handler that serves a name wins.
 */
public interface ElementHandler {

    /**
     * What it serves: names of elements ({@code ac:image}) and, in braces, of macros ({@code
     * {code}}), all in lower case.
     */
    Set<String> names();

    /**
     * Writes an element to the page's flow.
     *
     * @return what became of the element itself; its children are accounted for on their own
     */
    Treatment handle(Element element, Conversion page);
}
