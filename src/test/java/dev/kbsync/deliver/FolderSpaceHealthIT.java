package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.Instance;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

class FolderSpaceHealthIT {

    @TempDir private Path folder;

    @Test
    void theFolderOfEverySinkIsWatched() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("4-deliver-to-archive.camel.yaml"),
                Files.readString(Path.of("routes/4-deliver-to-file.camel.yaml"))
                        .replace("deliver-to-file", "deliver-to-archive")
                        .replace("name: file", "name: archive")
                        .replace("{{kbsync.sinks.file.folder}}", folder + "/archive"));
        try (Simulator atlassian = Simulator.start(SimulatorOptions.bare());
                Instance kbsync =
                        Instance.in(folder)
                                .atlassian(atlassian)
                                .site(atlassian.sites().get(0))
                                .set("kbsync.deliver.to", "file,archive,http")
                                .set("kbsync.health.free-space", "1000TB")
                                .start()) {
            Health health = kbsync.bean(FolderSpaceHealth.class).health();

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails())
                    .containsOnlyKeys("data", "dead letters", "sink archive", "sink file");
            assertThat(health.getDetails().get("sink archive"))
                    .asString()
                    .startsWith(folder.resolve("archive").toString());
        }
    }
}
