package dev.kbsync.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.Instance;
import dev.kbsync.history.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a kbsync that has never seen the site makes of it. */
final class Fresh implements AutoCloseable {

    private static final List<String> STATE =
            List.of(
                    "run",
                    "run_space",
                    "watermark",
                    "space_list",
                    "ledger_page",
                    "ledger_sink",
                    "ledger_link",
                    "withheld",
                    "failure",
                    "lease");

    private final Path folder;
    private final Shelf shelf;
    private final Function<Path, Instance> starter;
    private @Nullable Instance instance;

    /**
     * @param starter starts the instance, given its folder
     */
    Fresh(Path folder, Shelf shelf, Function<Path, Instance> starter) {
        this.shelf = shelf;
        this.folder = folder;
        this.starter = starter;
    }

    /**
     * The files of a first sync.
     *
     * @param anew whether even the process is a new one; otherwise only its state is emptied
     */
    Map<String, byte[]> sync(boolean anew) {
        if (anew) {
            close();
        }
        Instance fresh = instance;
        if (fresh == null) {
            Folders.delete(folder);
            fresh = starter.apply(folder);
            instance = fresh;
        } else {
            JdbcClient jdbc = fresh.bean(JdbcClient.class);
            STATE.forEach(table -> jdbc.sql("delete from " + table).update());
            Folders.delete(folder.resolve("kb"));
        }
        shelf.clear();
        RunReport report = fresh.full();
        if (!report.good()) {
            throw new AssertionError("The fresh sync failed: " + report.text());
        }
        return Folders.read(folder);
    }

    /** What it delivered by HTTP, by content id. */
    Map<String, JsonNode> shelf() {
        return shelf.documents();
    }

    @Override
    public void close() {
        if (instance != null) {
            instance.close();
            instance = null;
        }
    }
}
