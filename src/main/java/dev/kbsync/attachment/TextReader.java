package dev.kbsync.attachment;

import dev.kbsync.site.AttachmentProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Has files read by processes of their own, of bounded memory and in bounded time: a file that
 * blows up when it is read, or never comes to its end, takes only that process with it.
 */
@Component
class TextReader implements DisposableBean {

    /** Reading is work for a processor; there are few. */
    private static final int AT_ONCE = 2;

    private final AttachmentProperties properties;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final ConcurrentLinkedDeque<TextProcess> idle = new ConcurrentLinkedDeque<>();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "text-watch");
                        thread.setDaemon(true);
                        return thread;
                    });

    TextReader(AttachmentProperties properties) {
        this.properties = properties;
    }

    /**
     * The text of a file.
     *
     * @param name file name
     * @param mediaType what it is said to be
     * @throws UnreadableFileException if it has none that can be read with what may be spent on it
     * @throws IOException if no process could be started
     */
    FileText read(Path file, String name, String mediaType) throws IOException {
        places.acquireUninterruptibly();
        try {
            TextProcess process = alive();
            boolean again = process != null;
            if (process == null) {
                process = TextProcess.start(properties);
            }
            try {
                return read(process, file, name, mediaType);
            } catch (EndedException e) {
                // One that waited may have gone home just now; a new one fell over this file.
                if (!again) {
                    throw e;
                }
                return read(TextProcess.start(properties), file, name, mediaType);
            }
        } finally {
            places.release();
        }
    }

    private @Nullable TextProcess alive() {
        TextProcess process = idle.poll();
        while (process != null && !process.isAlive()) {
            process = idle.poll();
        }
        return process;
    }

    /** A process ended over a file. */
    private static final class EndedException extends UnreadableFileException {

        private static final long serialVersionUID = 1;

        EndedException(String message) {
            super(message);
        }
    }

    private FileText read(TextProcess process, Path file, String name, String mediaType)
            throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> deadline =
                watch.schedule(
                        () -> {
                            late.set(true);
                            process.end();
                        },
                        properties.timeout().toMillis(),
                        TimeUnit.MILLISECONDS);
        boolean sound = false;
        try {
            FileText text = process.read(file, name, mediaType, properties.maxText());
            sound = true;
            return text;
        } catch (UnreadableFileException e) {
            sound = true;
            throw e;
        } catch (IOException e) {
            if (late.get()) {
                throw new UnreadableFileException(
                        "Reading it takes longer than kbsync.attachments.timeout allows (%d s)."
                                .formatted(properties.timeout().toSeconds()));
            }
            throw new EndedException(
                    "Reading it broke the process that did; it may need more memory than"
                            + " kbsync.attachments.memory allows (%d MB)."
                                    .formatted(properties.memory().toMegabytes()));
        } finally {
            boolean inTime = deadline.cancel(false);
            if (sound && inTime) {
                idle.push(process);
            } else {
                process.close();
            }
        }
    }

    @Override
    public void destroy() throws IOException {
        watch.shutdownNow();
        for (TextProcess process = idle.poll(); process != null; process = idle.poll()) {
            process.close();
        }
    }
}
