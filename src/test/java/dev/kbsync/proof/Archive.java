package dev.kbsync.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A knowledge base of many sites that is reached by HTTP and takes its time. */
final class Archive implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, JsonNode> documents = new ConcurrentHashMap<>();
    private final AtomicInteger wentBack = new AtomicInteger();
    private final Duration pace;

    /**
     * @param pace how long a request takes
     */
    Archive(Duration pace) {
        this.pace = pace;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/kb/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/kb";
    }

    /** What it holds, by document id. */
    Map<String, JsonNode> documents() {
        return new TreeMap<>(documents);
    }

    /** How many documents came in an older version than the one that was there. */
    int wentBack() {
        return wentBack.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            LockSupport.parkNanos(pace.toNanos());
            String id = exchange.getRequestURI().getPath().replaceFirst("^/kb/", "");
            if (exchange.getRequestMethod().equals("DELETE")) {
                documents.remove(id);
            } else {
                JsonNode document = JSON.readTree(body);
                JsonNode before = documents.put(id, document);
                if (before != null
                        && before.path("version").asInt() > document.path("version").asInt()) {
                    wentBack.incrementAndGet();
                }
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
