package dev.kbsync.convert.tree;

import org.commonmark.node.CustomNode;

/** The box of a task. */
public final class TaskBox extends CustomNode {

    private final boolean checked;

    public TaskBox(boolean checked) {
        this.checked = checked;
    }

    public boolean isChecked() {
        return checked;
    }
}
