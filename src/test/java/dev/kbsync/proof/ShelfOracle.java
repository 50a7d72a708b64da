package dev.kbsync.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.control.SiteControl.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with the knowledge base that gets some of the site's pages by HTTP. */
final class ShelfOracle {

    private final World world;
    private final Shelf shelf;
    private final Set<String> saved = new TreeSet<>();

    ShelfOracle(World world, Shelf shelf) {
        this.world = world;
        this.shelf = shelf;
    }

    Set<String> ids() {
        return shelf.documents().keySet();
    }

    /** Whatever happened: what was there and wanted there all the time still is. */
    void nothingLost(Set<String> before) {
        Set<String> lost = new TreeSet<>(before);
        lost.retainAll(world.steadyOnShelf());
        lost.removeAll(ids());
        require(lost.isEmpty(), "wrongly removed from the shelf: " + lost);
    }

    /**
     * After a run of which nothing is known for sure.
     *
     * @param lately pages that have a new version
     */
    void ran(Set<String> lately) {
        saved.addAll(lately);
        saved.retainAll(world.steadyOnShelf());
    }

    /**
     * After a good full run, with everything known to the search.
     *
     * @param fresh what a kbsync that has never seen the site delivers
     * @param withheld how many removals wait for a person
     */
    void inStep(Map<String, JsonNode> fresh, Set<String> waiting, int withheld) {
        saved.clear();
        Map<String, JsonNode> held = shelf.documents();
        List<String> wrong = new ArrayList<>();
        world.dueOnShelf().forEach((id, page) -> check(page, held.get(id), wrong));
        fresh.forEach(
                (id, wanted) -> {
                    JsonNode is = held.get(id);
                    if (is == null) {
                        wrong.add("lost: " + id);
                    } else if (!is.equals(wanted) && !world.showsOneOf(waiting, is.toString())) {
                        wrong.add(
                                "stale: %s%n--- is%n%s%n--- should be%n%s"
                                        .formatted(id, is, wanted));
                    }
                });
        Set<String> extra = new TreeSet<>(held.keySet());
        extra.removeAll(fresh.keySet());
        if (extra.size() > withheld) {
            wrong.add("too much: " + extra);
        }
        require(wrong.isEmpty(), "The shelf is not in step: " + String.join("\n", wrong));
    }

    /**
     * After a good run for changes, with everything known to the search.
     *
     * @param later pages that are tried again at another time
     */
    void changed(Set<String> lately, Set<String> later) {
        saved.addAll(lately);
        Set<String> waiting = new TreeSet<>(later);
        waiting.retainAll(saved);
        saved.removeAll(waiting);
        Map<String, JsonNode> held = shelf.documents();
        Map<String, Shown> due = world.dueOnShelf();
        List<String> wrong = new ArrayList<>();
        for (String id : saved) {
            if (due.containsKey(id)) {
                check(due.get(id), held.get(id), wrong);
            } else if (world.restricted().contains(id)
                    && world.savedSinceRestricted(id)
                    && held.containsKey(id)) {
                wrong.add(id + " is restricted, but there");
            }
        }
        require(wrong.isEmpty(), "The shelf missed changes: " + wrong);
        saved.clear();
        saved.addAll(waiting);
    }

    private void check(Shown page, @Nullable JsonNode held, List<String> wrong) {
        if (held == null
                || held.path("version").asInt() != page.version()
                || !held.path("space").asText().equals(page.space())
                || !held.path("text").asText().contains(world.mark(page.id()))) {
            wrong.add("%s is held as %s".formatted(page, held));
        }
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new AssertionError(otherwise);
        }
    }
}
