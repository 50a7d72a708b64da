package dev.kbsync;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP knowledge base that remembers what it was told, by content id. */
public final class KnowledgeBase implements AutoCloseable {

    private final HttpServer server;
    private final Set<String> put = new ConcurrentSkipListSet<>();
    private final Set<String> deleted = new ConcurrentSkipListSet<>();
    private final Set<String> refused = new ConcurrentSkipListSet<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger held = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public KnowledgeBase() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/kb/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    String path = exchange.getRequestURI().getPath();
                    String id = path.substring(path.lastIndexOf('-') + 1);
                    await();
                    (exchange.getRequestMethod().equals("PUT") ? put : deleted).add(id);
                    exchange.sendResponseHeaders(refused.contains(id) ? 400 : 200, -1);
                    exchange.close();
                });
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/kb/";
    }

    /** Has it answer 400 to whatever it is told of this page. */
    public void refuse(String contentId) {
        refused.add(contentId);
    }

    /** Has it answer nobody until {@link #release}. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    public void release() {
        gate.countDown();
    }

    /** Whether somebody waits for its answer. */
    public boolean holding() {
        return held.get() > 0;
    }

    private void await() {
        held.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            held.decrementAndGet();
        }
    }

    public void accept(String contentId) {
        refused.remove(contentId);
    }

    /** The pages it got since it was asked last. */
    public SortedSet<String> takePut() {
        return take(put);
    }

    /** The pages it was told to delete since it was asked last. */
    public SortedSet<String> takeDeleted() {
        return take(deleted);
    }

    private static SortedSet<String> take(Set<String> ids) {
        SortedSet<String> taken = new TreeSet<>(ids);
        ids.removeAll(taken);
        return taken;
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
