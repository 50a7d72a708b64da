package dev.kbsync.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Downloads: a redirect to a host of its own, where the address is the credential. */
class DownloadTest extends SimulatorTestBase {
    private String page = "";
    private String file = "";

    @BeforeEach
    void attach() {
        page = pages("Page").get(0);
        file = site.attach(page, "a.txt", "text/plain", "hello".getBytes(UTF_8));
    }

    private String path(String page, String file) {
        return "/wiki/rest/api/content/" + page + "/child/attachment/" + file + "/download";
    }

    private String location() {
        TestClient.Reply reply =
                gateway("readonly:content.attachment:confluence").get(path(page, file));
        assertThat(reply.status()).isEqualTo(302);
        return reply.header("location");
    }

    @Test
    void theFileIsOnAnotherHostForThoseWithoutACredential() {
        URI location = URI.create(location());
        assertThat(location.getHost()).isEqualTo("127.0.0.1");
        assertThat(location.getPath()).startsWith("/_media/file/");
        TestClient media = TestClient.of(location.toString());
        assertThat(media.get("").body()).isEqualTo("hello");
        assertThat(media.get("").header("content-type")).isEqualTo("text/plain");
        assertThat(media.basic("simulator-token").get("").status()).isEqualTo(400);
        assertThat(media.bearer("x").get("").status()).isEqualTo(400);
    }

    @Test
    void theAddressIsGoodForAWhileOnly() {
        TestClient media = TestClient.of(location());
        control.advance(Duration.ofMinutes(11));
        assertThat(media.get("").status()).isEqualTo(401);
        assertThat(TestClient.of(location().replaceAll("token=[^&]+", "token=x")).get("").status())
                .isEqualTo(401);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String other = pages("Other").get(0);
        assertThat(client().get(path(other, file)).status()).isEqualTo(404);
        assertThat(client().get(path(page, page)).status()).isEqualTo(404);
        assertThat(client().get(path(page, "att1")).status()).isEqualTo(404);
        assertThat(client().get(path(page, file) + "?version=2").status()).isEqualTo(400);
        site.restrict(page, List.of("somebody"), List.of());
        assertThat(client().get(path(page, file)).status()).isEqualTo(404);
    }
}
