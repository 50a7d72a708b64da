package dev.kbsync.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Takes one address, and from {@link #serve} on gives every request to one function. Threads are
 * made as needed, so that requests a fault keeps hanging do not hold up the others.
 */
public final class WebServer implements AutoCloseable {
    static {
        // Without it every answer on a kept connection waits 40 ms for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(daemons());

    /**
     * @param host address to listen on
     * @param port port to listen on, 0 for any free one
     * @throws UncheckedIOException if the address is taken
     */
    public WebServer(String host, int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 1024);
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "cannot listen on %s:%d: %s".formatted(host, port, taken.getMessage()), taken);
        }
        server.setExecutor(threads);
    }

    /** Starts answering. */
    public void serve(Function<Request, Answer> door) {
        server.createContext("/", exchange -> handle(exchange, door));
        server.start();
    }

    private static ThreadFactory daemons() {
        return task -> {
            Thread thread = new Thread(task, "simulator-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void handle(HttpExchange exchange, Function<Request, Answer> door)
            throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = door.apply(read(exchange));
            } catch (RuntimeException | StackOverflowError bug) {
                bug.printStackTrace();
                answer = Answer.text(500, "The simulator failed: " + bug);
            }
            write(exchange, answer);
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        String query = exchange.getRequestURI().getRawQuery();
        return Request.of(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        if (!answer.contentType().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        }
        byte[] body = answer.body();
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
        if (bodiless) {
            return;
        }
        OutputStream out = exchange.getResponseBody();
        if (answer.cutAfter() >= 0) {
            // Fewer bytes than announced: closing the exchange then breaks the connection.
            out.write(body, 0, Math.min(answer.cutAfter(), body.length - 1));
            out.flush();
        } else if (answer.pace().isZero()) {
            out.write(body);
        } else {
            trickle(out, body, answer.pace());
        }
    }

    /** Ends when the client has had enough, or the server stops. */
    private static void trickle(OutputStream out, byte[] body, Duration pace) throws IOException {
        for (byte each : body) {
            try {
                Thread.sleep(pace.toMillis());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
            out.write(each);
            out.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
