package dev.kbsync.deliver;

import dev.kbsync.database.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Down while a folder that kbsync writes to is nearly full. */
@Component("folderSpaceHealthIndicator")
class FolderSpaceHealth extends AbstractHealthIndicator {

    private final Map<String, Path> folders = new LinkedHashMap<>();
    private final DataSize least;

    FolderSpaceHealth(
            DataFolder data,
            @Value("${kbsync.sinks.file.folder}") String knowledgeBase,
            @Value("${kbsync.failures.folder}") String deadLetters,
            HealthProperties properties) {
        super("The free space of a folder cannot be determined");
        folders.put("data", data.path());
        folders.put("knowledge base", Path.of(knowledgeBase).toAbsolutePath());
        folders.put("dead letters", Path.of(deadLetters).toAbsolutePath());
        this.least = properties.freeSpace();
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws IOException {
        health.up();
        for (Map.Entry<String, Path> folder : folders.entrySet()) {
            long free = Files.getFileStore(existing(folder.getValue())).getUsableSpace();
            if (free < least.toBytes()) {
                health.down();
            }
            health.withDetail(
                    folder.getKey(),
                    "%s: %d MB free".formatted(folder.getValue(), free / (1024 * 1024)));
        }
    }

    /** A folder is made when something is written to it first. */
    private static Path existing(Path folder) {
        Path path = folder.normalize();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
