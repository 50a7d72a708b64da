package dev.kbsync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient;
import dev.kbsync.Instance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probes of the Kubernetes manifest are answered to everybody. */
class ProbesIT {

    @TempDir private Path folder;

    @Test
    void everyProbeIsAnswered() throws IOException, InterruptedException {
        int port = ConsoleClient.freePort();
        try (Instance kbsync = Instance.in(folder).console(port).start()) {
            for (String probe : new String[] {"startupProbe", "livenessProbe", "readinessProbe"}) {
                String path = Manifest.container().at(probe, "httpGet", "path").text();
                var answer =
                        HttpClient.newHttpClient()
                                .send(
                                        HttpRequest.newBuilder(
                                                        URI.create(
                                                                "http://localhost:"
                                                                        + kbsync.port()
                                                                        + path))
                                                .build(),
                                        BodyHandlers.ofString());

                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).contains("UP");
            }
        }
    }
}
