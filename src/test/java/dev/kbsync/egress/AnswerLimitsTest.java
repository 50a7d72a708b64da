package dev.kbsync.egress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.egress.Egress.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that have no end, from real sockets. */
@Timeout(60)
class AnswerLimitsTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";
    private static final Patience LITTLE =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(1), 2);
    private static final Patience ENOUGH =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), 2);

    private final Egress egress = TestEgress.direct();
    private final CountDownLatch over = new CountDownLatch(1);
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        over.countDown();
        server.close();
        egress.destroy();
    }

    private interface Script {
        void play(OutputStream out) throws IOException, InterruptedException;
    }

    /** Serves one request; tells how the other side was left. */
    private CompletableFuture<Long> serve(Script script) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Socket client = server.accept()) {
                        InputStream in = client.getInputStream();
                        StringBuilder head = new StringBuilder();
                        while (head.indexOf("\r\n\r\n") < 0) {
                            head.append((char) in.read());
                        }
                        script.play(client.getOutputStream());
                        return 0L;
                    } catch (IOException e) {
                        return 1L;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    /** A byte at a time, much more often than the silence that a client takes for a failure. */
    private void trickle(OutputStream out) throws IOException, InterruptedException {
        while (!over.await(100, TimeUnit.MILLISECONDS)) {
            out.write('x');
            out.flush();
        }
    }

    private String get(Patience patience, AnswerLimit limit) throws IOException {
        try (CloseableHttpClient client =
                egress.client(patience, limit, SystemDefaultDnsResolver.INSTANCE)) {
            return client.execute(
                    new HttpGet("http://127.0.0.1:" + server.getLocalPort() + "/"),
                    answer -> EntityUtils.toString(answer.getEntity()));
        }
    }

    @Test
    void aBodyThatTricklesIsBrokenOff() {
        CompletableFuture<Long> left =
                serve(
                        out -> {
                            out.write((HEAD + "\r\n").getBytes(US_ASCII));
                            trickle(out);
                        });

        assertThatThrownBy(() -> get(LITTLE, AnswerLimit.SMALL))
                .isInstanceOf(AnswerTimeoutException.class)
                .hasMessage("127.0.0.1 did not finish its answer within 1 s");
        assertThat(left).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1L);
    }

    @Test
    void aHeadThatTricklesIsBrokenOff() {
        var unused =
                serve(
                        out -> {
                            out.write((HEAD + "X: ").getBytes(US_ASCII));
                            trickle(out);
                        });

        assertThatThrownBy(() -> get(LITTLE, AnswerLimit.SMALL))
                .isInstanceOf(AnswerTimeoutException.class);
    }

    @Test
    void whoMayTakeLongerIsGivenTheTime() throws IOException {
        var unused =
                serve(
                        out -> {
                            out.write((HEAD + "Content-Length: 15\r\n\r\n").getBytes(US_ASCII));
                            for (int i = 0; i < 15; i++) {
                                assertThat(over.await(100, TimeUnit.MILLISECONDS)).isFalse();
                                out.write('x');
                                out.flush();
                            }
                        });

        assertThat(get(LITTLE, AnswerLimit.large(Duration.ofSeconds(30)))).hasSize(15);
    }

    @Test
    void ofAnEndlessAnswerOnlyTheBeginningIsReadAndTheConnectionIsClosed() throws IOException {
        long[] written = new long[1];
        CompletableFuture<Long> left =
                serve(
                        out -> {
                            out.write((HEAD + "\r\n").getBytes(US_ASCII));
                            byte[] piece = new byte[65536];
                            while (true) {
                                out.write(piece);
                                written[0] += piece.length;
                            }
                        });

        assertThat(get(ENOUGH, AnswerLimit.SMALL)).hasSize((int) AnswerLimit.SMALL.bytes());
        assertThat(left).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1L);
        // The rest of it is what the two sockets hold.
        assertThat(written[0]).isLessThan(16 << 20);
    }

    @Test
    void anAnswerThatNobodyReadsIsNotReadToItsEnd() throws IOException {
        CompletableFuture<Long> left =
                serve(
                        out -> {
                            out.write((HEAD + "\r\n").getBytes(US_ASCII));
                            byte[] piece = new byte[65536];
                            while (true) {
                                out.write(piece);
                            }
                        });
        try (CloseableHttpClient client =
                egress.client(ENOUGH, AnswerLimit.SMALL, SystemDefaultDnsResolver.INSTANCE)) {
            int status =
                    client.execute(
                            new HttpGet("http://127.0.0.1:" + server.getLocalPort() + "/"),
                            answer -> answer.getCode());
            assertThat(status).isEqualTo(200);
        }
        assertThat(left).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1L);
    }
}
