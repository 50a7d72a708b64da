package dev.kbsync.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** A server of a test, in the trouble that the test wants, which keeps what it was sent. */
final class SinkServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicReference<Trouble> trouble = new AtomicReference<>(Trouble.NONE);

    /** What may be wrong with a knowledge base. */
    enum Trouble {
        NONE,
        /** Answers 503 to everything. */
        DOWN,
        /** Answers 429 once, and asks for a second's wait. */
        THROTTLED,
        /** Does as it is told once, and is gone before it answers. */
        CUT_OFF,
        /** Never answers one request. */
        SLOW
    }

    /** A request as it came. */
    record Request(String method, String path, String headers, String body) {}

    /** An answer. */
    record Answer(int status, String body) {

        static Answer ok(String json) {
            return new Answer(200, json);
        }
    }

    /** What a server does that is well. */
    interface Handler {
        Answer handle(Request request);
    }

    SinkServer(Handler handler) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        handle(exchange, handler);
                    }
                });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on. */
    void in(Trouble other) {
        trouble.set(other);
    }

    List<Request> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange, Handler handler) throws IOException {
        Request request =
                new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders().entrySet().toString(),
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        requests.add(request);
        Trouble now =
                trouble.getAndUpdate(
                        before -> before == Trouble.DOWN ? Trouble.DOWN : Trouble.NONE);
        switch (now) {
            case DOWN -> answer(exchange, new Answer(503, "down"));
            case THROTTLED -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                answer(exchange, new Answer(429, "slow down"));
            }
            case SLOW -> hold();
            case CUT_OFF -> handler.handle(request);
            case NONE -> answer(exchange, handler.handle(request));
        }
    }

    private void hold() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("X-Of-Another", "answered");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
