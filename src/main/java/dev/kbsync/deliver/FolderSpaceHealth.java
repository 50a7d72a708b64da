package dev.kbsync.deliver;

import dev.kbsync.database.DataFolder;
import dev.kbsync.site.Sites;
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

    private final DataFolder data;
    private final Path deadLetters;
    private final Sites sites;
    private final ConfiguredTargets targets;
    private final DataSize least;

    FolderSpaceHealth(
            DataFolder data,
            @Value("${kbsync.failures.folder}") Path deadLetters,
            Sites sites,
            ConfiguredTargets targets,
            HealthProperties properties) {
        super("The free space of a folder cannot be determined");
        this.data = data;
        this.deadLetters = deadLetters;
        this.sites = sites;
        this.targets = targets;
        this.least = properties.freeSpace();
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws IOException {
        health.up();
        for (Map.Entry<String, Path> folder : folders().entrySet()) {
            long free = Files.getFileStore(existing(folder.getValue())).getUsableSpace();
            if (free < least.toBytes()) {
                health.down();
            }
            health.withDetail(
                    folder.getKey(),
                    "%s: %d MB free".formatted(folder.getValue(), free / (1024 * 1024)));
        }
    }

    private Map<String, Path> folders() {
        Map<String, Path> folders = new LinkedHashMap<>();
        folders.put("data", data.path());
        folders.put("dead letters", deadLetters.toAbsolutePath());
        sites.all().stream()
                .flatMap(site -> site.sinks().stream())
                .distinct()
                .sorted()
                .forEach(
                        sink -> {
                            String folder = targets.folder(sink);
                            if (!folder.isEmpty()) {
                                folders.put("sink " + sink, new DocumentFolder(folder).root());
                            }
                        });
        return folders;
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
