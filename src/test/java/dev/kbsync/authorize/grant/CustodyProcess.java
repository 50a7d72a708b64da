package dev.kbsync.authorize.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kbsync.site.Secret;
import dev.kbsync.vault.store.TestStores.Place;
import dev.kbsync.vault.store.TokenStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of its own that refreshes a grant on command, and stops for good where it is told to,
 * so that it can be killed there. Each line it reads is the access token to be replaced; each line
 * it writes is {@code at <point>}, {@code ok <access token>} or {@code failed <why>}.
 */
final class CustodyProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    /**
     * @param stopAt a store call, such as {@code before 1} or {@code after 2}; {@code never}
     */
    CustodyProcess(Place place, String atlassian, Instant now, String stopAt, int threads) {
        try {
            process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "-Xshare:auto",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    CustodyProcess.class.getName(),
                                    place.kind(),
                                    place.folder().toString(),
                                    place.address(),
                                    atlassian,
                                    now.toString(),
                                    stopAt,
                                    Integer.toString(threads))
                            .redirectError(place.folder().resolve("process.log").toFile())
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        in = new OutputStreamWriter(process.getOutputStream(), UTF_8);
    }

    void refresh(Secret stale) {
        try {
            in.write(stale.value() + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String answer() {
        try {
            String line = out.readLine();
            while (line != null && !line.matches("(at|ok|failed) .*")) {
                line = out.readLine(); // What libraries print.
            }
            return String.valueOf(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL, and no sooner back than it is dead. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** The process's side. */
    public static void main(String[] arguments) throws Exception {
        Place place = new Place(arguments[0], Path.of(arguments[1]), arguments[2]);
        Clock clock = Clock.fixed(Instant.parse(arguments[4]), ZoneOffset.UTC);
        String stopAt = arguments[5];
        int threads = Integer.parseInt(arguments[6]);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Custody custody =
                        new Custody(
                                place, arguments[3], clock, store -> new Stopping(store, stopAt));
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            String line = commands.readLine();
            while (line != null) {
                Secret stale = new Secret(line);
                List<Future<Grant>> grants = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    grants.add(
                            pool.submit(
                                    () ->
                                            custody.refreshing.refresh(
                                                    Custody.GRANT, stale, "demo")));
                }
                System.out.println(result(grants));
                line = commands.readLine();
            }
        }
        pool.shutdownNow();
    }

    private static String result(List<Future<Grant>> grants) throws InterruptedException {
        try {
            String first = grants.get(0).get().accessToken().value();
            for (Future<Grant> other : grants) {
                if (!other.get().accessToken().value().equals(first)) {
                    return "failed threads got different tokens";
                }
            }
            return "ok " + first;
        } catch (ExecutionException e) {
            return "failed " + e.getCause();
        }
    }

    /** A store that stops the process before or after its so-manieth replacement. */
    private static final class Stopping implements TokenStore {

        private final TokenStore store;
        private final String stopAt;
        private int replacements;

        Stopping(TokenStore store, String stopAt) {
            this.store = store;
            this.stopAt = stopAt;
        }

        @Override
        public synchronized boolean replace(SealedEntry entry) {
            replacements++;
            stopIf("before " + replacements);
            boolean replaced = store.replace(entry);
            stopIf("after " + replacements);
            return replaced;
        }

        private void stopIf(String point) {
            if (point.equals(stopAt)) {
                System.out.println("at " + point);
                while (true) {
                    LockSupport.parkNanos(Duration.ofHours(1).toNanos());
                }
            }
        }

        @Override
        public java.util.Optional<SealedEntry> find(String id) {
            return store.find(id);
        }

        @Override
        public List<String> ids() {
            return store.ids();
        }

        @Override
        public void remove(String id) {
            store.remove(id);
        }

        @Override
        public boolean acquire(String id, String holder, Duration length) {
            return store.acquire(id, holder, length);
        }

        @Override
        public void release(String id, String holder) {
            store.release(id, holder);
        }
    }
}
