package dev.kbsync.chunk;

import dev.kbsync.page.Block;
import dev.kbsync.page.Block.Heading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A heading with what follows it up to the next heading, or what comes before the first.
 *
 * @param path its heading and those above, the topmost first
 * @param blocks its blocks, the heading included
 * @param end where the next section begins
 */
record Section(List<Heading> path, List<Block> blocks, int end) {

    /** The sections of a document in order; each begins where the one before it ends. */
    static List<Section> of(List<Block> outline, int length) {
        List<Section> sections = new ArrayList<>();
        List<Heading> path = List.of();
        List<Block> blocks = new ArrayList<>();
        for (Block block : outline) {
            if (block instanceof Heading heading) {
                add(sections, path, blocks, block.start());
                path = below(path, heading);
                blocks = new ArrayList<>();
            }
            blocks.add(block);
        }
        add(sections, path, blocks, length);
        return sections;
    }

    private static void add(
            List<Section> sections, List<Heading> path, List<Block> blocks, int end) {
        if (!blocks.isEmpty()) {
            sections.add(new Section(path, blocks, end));
        }
    }

    private static List<Heading> below(List<Heading> path, Heading heading) {
        List<Heading> above = new ArrayList<>(path);
        above.removeIf(other -> other.level() >= heading.level());
        above.add(heading);
        return List.copyOf(above);
    }

    /** What two paths begin with. */
    static List<Heading> common(@Nullable List<Heading> one, List<Heading> other) {
        if (one == null) {
            return other;
        }
        int same = 0;
        while (same < Math.min(one.size(), other.size()) && one.get(same).equals(other.get(same))) {
            same++;
        }
        return one.subList(0, same);
    }

    /** Whether they are beside each other in the same section, or the next one begins in this. */
    boolean isBeside(Section next) {
        List<Heading> parent = next.parent();
        return parent.equals(parent()) || parent.equals(path);
    }

    private List<Heading> parent() {
        return path.subList(0, Math.max(0, path.size() - 1));
    }
}
