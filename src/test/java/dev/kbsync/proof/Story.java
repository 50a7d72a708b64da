package dev.kbsync.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What happened so far, to be read when something turns out wrong. */
final class Story {

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    void tell(String line) {
        lines.add("%5d  %s".formatted(lines.size() + 1, line.replace("\n", "\n       ")));
    }

    @Override
    public String toString() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }
}
