package dev.kbsync.confluence;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.kbsync.Instance;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that say nothing are Confluence's doing, and no fault of a route. */
class BrokenAnswersIT {

    private static final List<String> BROKEN =
            List.of(
                    "[]",
                    "{\"results\": null}",
                    "{\"results\": [null]}",
                    "{\"results\": [}",
                    "{\"results\": [{\"content\"",
                    "{\"results\": [{\"content\": {}, \"space\": {}}]}",
                    "{\"results\": [{\"content\": {\"id\": \"x\"}, \"space\": {\"key\": \"\"}}]}");

    @TempDir private Path folder;
    private volatile String answer = "";
    private HttpServer confluence;

    @BeforeEach
    void start() throws IOException {
        confluence =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        confluence.createContext(
                "/",
                exchange -> {
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        confluence.start();
    }

    @AfterEach
    void stop() {
        confluence.stop(0);
    }

    @Test
    void whatCannotBeReadIsNamedWithTheAddressThatGaveIt() {
        String url = "http://localhost:" + confluence.getAddress().getPort();
        try (Instance kbsync =
                Instance.in(folder)
                        .set("kbsync.sites.demo.url", url)
                        .set("kbsync.sites.demo.email", "bot@example.com")
                        .set("kbsync.sites.demo.api-token", "token")
                        .set("kbsync.sites.demo.spaces", "*")
                        .start()) {
            for (String broken : BROKEN) {
                answer = broken;
                RunReport report = kbsync.full();

                assertThat(report.state()).as(broken).isEqualTo(State.INCOMPLETE);
                assertThat(report.problem())
                        .as(broken)
                        .contains("Site \"demo\", /wiki/rest/api/search: Confluence")
                        .doesNotContain("route", "Cannot invoke", "Exception");
            }
            assertThat(kbsync.bean(ClockSkew.class).ahead("demo")).isPresent();
        }
    }
}
