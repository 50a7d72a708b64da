package dev.kbsync.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A knowledge base that is reached by HTTP, and may be in trouble. */
final class Shelf implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, JsonNode> documents = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger struck = new AtomicInteger();
    private volatile Outage outage = Outage.NONE;

    /** What may be wrong with it. */
    enum Outage {
        NONE,
        /** Takes nothing. */
        DOWN,
        /** Takes nothing, and wants to be left alone for an hour. */
        CLOSED,
        /** Asks a few times for a second's wait. */
        THROTTLED,
        /** Never answers a few requests. */
        SLOW,
        /** Does as it is told a few times, and is gone before it answers. */
        CUT_OFF,
        /** Refuses some documents. */
        PICKY;

        /** Whether each document is taken in the end. */
        boolean passes() {
            return this == NONE || this == THROTTLED || this == SLOW || this == CUT_OFF;
        }
    }

    Shelf() {
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

    /** From now on, and for a few requests if it passes. */
    void in(Outage other) {
        struck.set(0);
        outage = other;
    }

    /** What it holds, by content id. */
    Map<String, JsonNode> documents() {
        return new TreeMap<>(documents);
    }

    void clear() {
        documents.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String id = path.substring(path.lastIndexOf('-') + 1);
            Outage now = outage;
            boolean strikes = !now.passes() || struck.incrementAndGet() <= 2;
            if (!strikes || now == Outage.NONE || (now == Outage.PICKY && id.hashCode() % 3 > 0)) {
                store(exchange, id, body);
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            switch (now) {
                case CUT_OFF -> store(exchange, id, body);
                case SLOW -> over.await();
                case PICKY -> exchange.sendResponseHeaders(400, -1);
                case DOWN -> exchange.sendResponseHeaders(503, -1);
                default -> {
                    exchange.getResponseHeaders()
                            .set("Retry-After", now == Outage.CLOSED ? "3600" : "1");
                    exchange.sendResponseHeaders(429, -1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void store(HttpExchange exchange, String id, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("DELETE")) {
            documents.remove(id);
        } else {
            documents.put(id, JSON.readTree(body));
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
