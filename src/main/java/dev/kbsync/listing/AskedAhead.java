package dev.kbsync.listing;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;

/** Asks Confluence for what will be needed next while what it gave is still in progress. */
@Component
public class AskedAhead {

    private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("list-ahead-");

    public AskedAhead() {
        threads.setDaemon(true);
    }

    public <T> Future<T> ask(Callable<T> question) {
        return threads.submit(question);
    }

    /**
     * What was asked for; waits for it.
     *
     * @throws RuntimeException if asking failed, as it would have without being ahead
     */
    public static <T> T answer(Future<T> asked) {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The listing was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
