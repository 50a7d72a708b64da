package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures how many documents a second a sink gets, beside a loop that only sends their bytes. */
final class SinkSpeed {

    /** As many pages are delivered at once by default. */
    private static final int PARALLEL = 4;

    private static final int ROUNDS = 3;

    private SinkSpeed() {}

    /** Sends some documents, and returns when they are stored. */
    @FunctionalInterface
    interface Sending {
        void send(List<Delivery> documents) throws Exception;
    }

    /** Documents of which each round gets new ones. */
    @FunctionalInterface
    interface Documents {
        List<Delivery> of(int round);
    }

    /** Prints the best of some rounds; one before them warms up. */
    static void compare(String kind, Documents documents, Sending sink, Sending bare)
            throws Exception {
        double bySink = 0;
        double byLoop = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            double one = perSecond(documents.of(2 * round), sink);
            double other = perSecond(documents.of(2 * round + 1), bare);
            if (round > 0) {
                bySink = Math.max(bySink, one);
                byLoop = Math.max(byLoop, other);
            }
        }
        System.out.printf(
                "speed: %s: %.0f documents/s, bare loop %.0f/s, ratio %.2f%n",
                kind, bySink, byLoop, bySink / byLoop);
    }

    private static double perSecond(List<Delivery> documents, Sending sending) throws Exception {
        long began = System.nanoTime();
        sending.send(documents);
        return documents.size() / ((System.nanoTime() - began) / 1e9);
    }

    /** Does something with each document, several at once. */
    static void each(List<Delivery> documents, Sending one) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        try {
            List<Callable<Boolean>> works = new ArrayList<>();
            for (Delivery document : documents) {
                works.add(
                        () -> {
                            one.send(List.of(document));
                            return true;
                        });
            }
            for (Future<Boolean> work : threads.invokeAll(works)) {
                work.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
