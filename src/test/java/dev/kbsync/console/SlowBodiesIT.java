package dev.kbsync.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient;
import dev.kbsync.Instance;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients that begin to send a form and then fall silent. */
class SlowBodiesIT {

    @TempDir private Path folder;
    private final int port = ConsoleClient.freePort();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Socket> sockets = new ArrayList<>();
    private Instance kbsync;

    @BeforeEach
    void start() {
        kbsync = Instance.in(folder).console(port).start();
        // The first answer of a server takes its time.
        new ConsoleClient(port).login();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        kbsync.close();
    }

    private void begin(String head, String body) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.setSoTimeout(60_000);
        sockets.add(socket);
        socket.getOutputStream()
                .write(
                        (head
                                        + "Host: localhost\r\n"
                                        + "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
                                        + body)
                                .getBytes(US_ASCII));
    }

    private int get(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                // Less than all these clients could keep it waiting together.
                                .timeout(Duration.ofSeconds(15))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void halfSentFormsDoNotKeepTheOthersWaiting() throws Exception {
        for (int i = 0; i < 250; i++) {
            begin("POST /login HTTP/1.1\r\nContent-Length: 1000\r\n", "username=admin");
            begin("POST /auth/x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n", "3e8\r\nusername=a");
        }

        assertThat(get("/login")).isEqualTo(200);
        assertThat(get("/actuator/health/liveness")).isEqualTo(200);
        // Also a whole form is taken: it need not wait.
        new ConsoleClient(port).login();
    }

    @Test
    void aFormThatIsTooLargeIsRefusedUnread() throws Exception {
        begin("POST /login HTTP/1.1\r\nContent-Length: 999999999\r\n", "username=admin");

        assertThat(new String(sockets.get(0).getInputStream().readAllBytes(), US_ASCII))
                .startsWith("HTTP/1.1 413 ");
    }
}
