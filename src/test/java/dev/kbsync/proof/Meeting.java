package dev.kbsync.proof;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs of one site that are asked for at the same moment, as two schedules do. */
final class Meeting {

    private Meeting() {}

    /**
     * What each of them answers, in the order in which they were asked.
     *
     * @throws RuntimeException as one of them does, or if they wait for each other for ever
     */
    static <T> List<T> of(List<Supplier<T>> runs) {
        List<CompletableFuture<T>> all =
                runs.stream()
                        .map(run -> CompletableFuture.supplyAsync(run, Meeting::thread))
                        .toList();
        CompletableFuture<Void> together =
                CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        try {
            together.orTimeout(5, TimeUnit.MINUTES).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
        return all.stream().map(CompletableFuture::join).toList();
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "meeting");
        thread.setDaemon(true);
        thread.start();
    }
}
