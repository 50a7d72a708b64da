package dev.kbsync.convert.element;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Elements;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Tasks, as a list with boxes.
 *
 * <pre>{@code
 * <ac:task-list>
 *   <ac:task>
 *     <ac:task-id>1</ac:task-id>
 *     <ac:task-status>complete</ac:task-status>   or incomplete
 *     <ac:task-body>...</ac:task-body>
 *   </ac:task>
 * </ac:task-list>
 * }</pre>
 */
public final class TaskListHandler implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("ac:task-list", "ac:task");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        if (element.normalName().equals("ac:task-list")) {
            page.flow().bulletList(() -> page.children(element));
        } else {
            page.flow().task(isComplete(element), () -> page.children(element));
        }
        return Treatment.RENDERED;
    }

    private static boolean isComplete(Element task) {
        Element status = Elements.child(task, "ac:task-status");
        return status != null && status.text().strip().equals("complete");
    }
}
