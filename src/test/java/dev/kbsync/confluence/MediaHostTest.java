package dev.kbsync.confluence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import dev.kbsync.egress.TestEgress;
import dev.kbsync.egress.TestProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a download may lead to, and what goes along. */
class MediaHostTest {

    private static final URI ATLASSIAN = URI.create("https://api.atlassian.com/ex/confluence/1");

    private static final ConfluenceProperties PROPERTIES =
            new ConfluenceProperties(
                    Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), 2);

    @TempDir private Path folder;
    private final MediaHost host = new MediaHost(PROPERTIES, TestEgress.direct());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        host.destroy();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(path + " " + exchange.getRequestHeaders().containsKey("Authorization"));
        if (path.equals("/moved")) {
            exchange.getResponseHeaders().add("Location", "/file?token=2");
            exchange.sendResponseHeaders(302, -1);
        } else if (path.equals("/circle")) {
            exchange.getResponseHeaders().add("Location", "/circle");
            exchange.sendResponseHeaders(302, -1);
        } else if (path.equals("/gone")) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            // Without a length: nobody may trust it.
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("0123456789".getBytes(UTF_8));
        }
        exchange.close();
    }

    private URI here(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private String fetch(URI from, URI to, long most) throws IOException {
        Path file = folder.resolve("file");
        host.fetch(new Redirect(from, to), most, file);
        return Files.readString(file);
    }

    @Test
    void aFileIsFetchedWithoutACredentialAlsoWhenItWasMoved() throws IOException {
        assertThat(fetch(here("/"), here("/moved?token=1"), 10)).isEqualTo("0123456789");
        assertThat(requests).containsExactly("/moved false", "/file false");
    }

    @Test
    void aFileThatIsLargerThanAllowedIsNotReadToItsEnd() {
        assertThatThrownBy(() -> fetch(here("/"), here("/file"), 9))
                .isInstanceOf(MediaHost.TooLargeException.class);
    }

    @Test
    void noFailureShowsTheAddress() {
        assertThatThrownBy(() -> fetch(here("/"), here("/gone?token=secret"), 10))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("404")
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThat(new Redirect(ATLASSIAN, here("/?token=secret")).toString())
                .doesNotContain("secret");
    }

    @Test
    void anAddressThatLeadsRoundInCirclesIsGivenUp() {
        assertThatThrownBy(() -> fetch(here("/"), here("/circle"), 10))
                .isInstanceOf(UnexpectedAnswerException.class);
        assertThat(requests).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x",
                "https://localhost/x",
                "https://[::1]/x",
                "https://10.1.2.3/x",
                "https://192.168.1.1/x",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/x",
                "https://[fd00::1]/x",
                "https://[::ffff:10.0.0.1]/x",
                "https://0.0.0.0/x"
            })
    void atlassianDoesNotLeadIntoTheOwnNetwork(String to) {
        assertThatThrownBy(() -> fetch(ATLASSIAN, URI.create(to), 10))
                .isInstanceOf(MediaHost.RefusedAddressException.class);
    }

    @Test
    void behindAProxyTooThePrivateAddressesThatAreKnownHereAreRefused() throws IOException {
        try (TestProxy proxy = new TestProxy()) {
            MediaHost proxied = new MediaHost(PROPERTIES, TestEgress.through(proxy));
            Path file = folder.resolve("file");
            for (String to : List.of("https://10.1.2.3/x", "https://169.254.169.254/x")) {
                Redirect redirect = new Redirect(ATLASSIAN, URI.create(to));
                assertThatThrownBy(() -> proxied.fetch(redirect, 10, file))
                        .isInstanceOf(MediaHost.RefusedAddressException.class);
            }
            assertThat(proxy.requests()).isEmpty();

            Redirect elsewhere = new Redirect(ATLASSIAN, URI.create("https://media.test/x"));
            assertThatThrownBy(() -> proxied.fetch(elsewhere, 10, file))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("The proxy localhost:" + proxy.port());
            assertThat(proxy.requests()).containsExactly("CONNECT media.test:443 HTTP/1.1");
            proxied.destroy();
        }
    }

    @Test
    void httpsDoesNotLeadToAnythingLess() {
        assertThatThrownBy(() -> fetch(ATLASSIAN, URI.create("http://example.com/x"), 10))
                .isInstanceOf(UnexpectedAnswerException.class);
        assertThatThrownBy(() -> fetch(here("/"), URI.create("file:///etc/passwd"), 10))
                .isInstanceOf(UnexpectedAnswerException.class);
    }

    @Test
    void aRedirectWithoutAnAddressIsNone() {
        assertThatThrownBy(() -> Redirect.of(ATLASSIAN, null))
                .isInstanceOf(UnexpectedAnswerException.class);
        assertThatThrownBy(() -> Redirect.of(ATLASSIAN, "https://user:pass@example.com/x"))
                .isInstanceOf(UnexpectedAnswerException.class);
        assertThat(Redirect.of(ATLASSIAN, "/other").to())
                .isEqualTo(URI.create("https://api.atlassian.com/other"));
    }
}
