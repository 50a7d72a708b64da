package dev.kbsync.convert.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import org.commonmark.node.ListItem;

/**
 * Writes lists and their items; where no list can stand, items become lines that begin with a sign.
 */
final class Items {

    private static final String[] SIGNS = {"\u2022", "\u25e6", "\u25aa"};

    private final Flow flow;

    /** Number of the next item, or {@link Lists#BULLETS}, of each list that is open. */
    private final Deque<Integer> open = new ArrayDeque<>();

    Items(Flow flow) {
        this.flow = flow;
    }

    void list(int start, Runnable content) {
        flow.boundary();
        open.push(start);
        flow.container(Lists.list(start), content);
        open.pop();
    }

    void item(Runnable content) {
        item(() -> flow.lead(sign()), () -> {}, content);
    }

    void task(boolean done, Runnable content) {
        Runnable nested =
                () -> {
                    if (open.size() > 1) {
                        flow.lead(sign());
                    }
                    flow.box(done);
                };
        item(nested, () -> flow.box(done), content);
    }

    /** An item that begins with one of two things, depending on whether there is a real list. */
    private void item(Runnable sign, Runnable start, Runnable content) {
        flow.boundary();
        if (flow.takesItems()) {
            flow.within(
                    new ListItem(),
                    () -> {
                        start.run();
                        content.run();
                    });
        } else {
            sign.run();
            content.run();
            flow.boundary();
        }
    }

    /** What the next item begins with where no list can stand: a sign or number for its level. */
    private String sign() {
        if (open.isEmpty() || open.element() == Lists.BULLETS) {
            return SIGNS[Math.min(Math.max(open.size(), 1), SIGNS.length) - 1];
        }
        open.push(open.pop() + 1);
        StringBuilder numbers = new StringBuilder();
        // The innermost list comes first; each has counted its present item already.
        for (int next : open) {
            if (next == Lists.BULLETS) {
                break;
            }
            numbers.insert(0, (next - 1) + ".");
        }
        return numbers.toString();
    }
}
