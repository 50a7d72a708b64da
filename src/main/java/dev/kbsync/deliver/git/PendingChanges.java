package dev.kbsync.deliver.git;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.page.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was written into a working copy and is not committed yet, in a file beside the repository's
 * own: it survives a crash, and nothing but this is committed.
 */
final class PendingChanges {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    PendingChanges(Path file) {
        this.file = file;
    }

    /**
     * A document that was written or removed; paths are those of the neutral profile.
     *
     * @param written where it was written; empty if it was removed
     * @param left where it may have been before
     */
    record Change(String site, String id, String title, String written, List<String> left) {}

    synchronized void add(Delivery delivery) throws IOException {
        List<String> left =
                Stream.of(List.of(delivery.path()), delivery.formerPaths(), delivery.ownPaths())
                        .flatMap(List::stream)
                        .distinct()
                        .toList();
        Change change =
                new Change(
                        delivery.site(),
                        delivery.documentId(),
                        delivery.ref().title(),
                        delivery.isRemoval() ? "" : delivery.path(),
                        left);
        // On a line of its own, whatever a crash left before it.
        Files.writeString(
                file,
                "\n" + JSON.writeValueAsString(change) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    synchronized List<Change> all() throws IOException {
        List<Change> changes = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                // A crash may have left half a line; its delivery comes again.
                if (line.startsWith("{") && line.endsWith("]}")) {
                    changes.add(JSON.readValue(line, Change.class));
                }
            }
        }
        return changes;
    }

    /** Forgets what was committed for a site; the others wait for the ends of their runs. */
    synchronized void committed(String site) throws IOException {
        List<Change> all = all();
        List<Change> others = all.stream().filter(change -> !change.site().equals(site)).toList();
        if (others.size() == all.size()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (Change change : others) {
            lines.append(JSON.writeValueAsString(change)).append('\n');
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, lines);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
