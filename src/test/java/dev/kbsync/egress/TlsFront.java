package dev.kbsync.egress;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Puts host names and TLS before servers that have neither. */
public final class TlsFront implements AutoCloseable {

    private static final Set<String> OWN =
            Set.of("host", "connection", "content-length", "upgrade", "transfer-encoding");

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final Map<String, URI> behind = new ConcurrentHashMap<>();
    private final Map<String, String> rewritten = new ConcurrentHashMap<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();

    public TlsFront(SSLContext tls) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
    }

    /** Has a host name stand for the server at an address. */
    public TlsFront serve(String host, String address) {
        behind.put(host, URI.create(address));
        return this;
    }

    /** Has redirects lead to another address than the server behind says. */
    public TlsFront rewrite(String from, String to) {
        rewritten.put(from, to);
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The names of all headers that came, as {@code host: name}. */
    public List<String> headers() {
        return List.copyOf(headers);
    }

    private void forward(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("Host");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                Objects.requireNonNull(behind.get(host))
                                        .resolve(exchange.getRequestURI().toString()))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(
                                        exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) -> {
                            headers.add(host + ": " + name.toLowerCase(Locale.ROOT));
                            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                                values.forEach(value -> request.header(name, value));
                            }
                        });
        try {
            HttpResponse<byte[]> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .map()
                    .forEach(
                            (name, values) -> {
                                if (!OWN.contains(name) && !name.startsWith(":")) {
                                    values.forEach(
                                            value ->
                                                    exchange.getResponseHeaders()
                                                            .add(name, rewritten(value)));
                                }
                            });
            exchange.sendResponseHeaders(
                    answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private String rewritten(String value) {
        String text = value;
        for (Map.Entry<String, String> entry : rewritten.entrySet()) {
            text = text.replace(entry.getKey(), entry.getValue());
        }
        return text;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
