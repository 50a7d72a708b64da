package dev.kbsync.search;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The writer of the index, which stays open from one batch to the next: opening it takes longer
 * than writing. Once there was nothing to write for a moment it is closed, so that another process
 * can write.
 */
final class OpenWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OpenWriter.class);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final IndexFolder folder;
    private final ScheduledExecutorService timer;
    private @Nullable IndexWriter writer;
    private @Nullable ScheduledFuture<?> closing;

    OpenWriter(IndexFolder folder) {
        this.folder = folder;
        CustomizableThreadFactory threads = new CustomizableThreadFactory("search-index-");
        threads.setDaemon(true);
        this.timer = Executors.newSingleThreadScheduledExecutor(threads);
    }

    /** What is done to the index. */
    interface Task<T> {
        T apply(IndexWriter writer) throws IOException;
    }

    /**
     * Does something to the index, on disk once this returns.
     *
     * @throws IOException if nothing was done
     */
    synchronized <T> T commit(Task<T> task) throws IOException {
        if (closing != null) {
            closing.cancel(false);
        }
        boolean kept = writer != null;
        try {
            return commitOnce(task);
        } catch (IOException | AlreadyClosedException e) {
            if (!kept) {
                throw e;
            }
            // The folder was deleted meanwhile, and its lock with it: once more, in a new one.
            return commitOnce(task);
        } finally {
            closing = timer.schedule(this::release, MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private <T> T commitOnce(Task<T> task) throws IOException {
        IndexWriter open = writer == null ? folder.writer() : writer;
        writer = open;
        try {
            T result = task.apply(open);
            open.commit();
            return result;
        } catch (IOException | RuntimeException e) {
            writer = null;
            drop(open);
            throw e;
        }
    }

    private static void drop(IndexWriter open) {
        try {
            open.rollback();
            open.getDirectory().close();
        } catch (IOException | AlreadyClosedException e) {
            log.debug("The search index was gone before its writer was closed", e);
        }
    }

    private synchronized void release() {
        IndexWriter open = writer;
        if (open != null) {
            writer = null;
            try {
                open.close();
                open.getDirectory().close();
            } catch (IOException | AlreadyClosedException e) {
                log.warn("The search index was not closed: {}", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        release();
    }
}
