package dev.kbsync.attachment;

import ch.qos.logback.classic.Level;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that reads files: one after the other, as standard input says, with the answers on
 * standard output. It ends with its parent, and by itself when nobody asked for a while.
 */
public final class TextWorker {

    /** The word that the process is started with. */
    public static final String COMMAND = "read-files";

    private static final long IDLE_SECONDS = 60;
    private static final int CUT = 2000;

    private TextWorker() {}

    /** Serves until the parent is gone, or nobody asks any more. */
    public static void serve() {
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out);
        // Whatever a parser prints must not get between the answers.
        System.setOut(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
                instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.OFF);
        }
        try {
            serve(in, out);
        } catch (IOException e) {
            // The parent is gone, and nobody else listens.
        }
    }

    private static void serve(DataInputStream in, DataOutputStream out) throws IOException {
        TextExtraction extraction = new TextExtraction();
        ScheduledExecutorService watch =
                Executors.newSingleThreadScheduledExecutor(TextWorker::daemon);
        while (true) {
            ScheduledFuture<?> idle =
                    watch.schedule(() -> System.exit(0), IDLE_SECONDS, TimeUnit.SECONDS);
            String file;
            try {
                file = in.readUTF();
            } catch (EOFException e) {
                return;
            }
            idle.cancel(false);
            answer(extraction, Path.of(file), in, out);
            out.flush();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "idle");
        thread.setDaemon(true);
        return thread;
    }

    private static void answer(
            TextExtraction extraction, Path file, DataInputStream in, DataOutputStream out)
            throws IOException {
        String name = in.readUTF();
        String mediaType = in.readUTF();
        int maxText = in.readInt();
        try {
            FileText text = extraction.read(file, name, mediaType, maxText);
            byte[] bytes = text.xhtml().getBytes(StandardCharsets.UTF_8);
            out.writeBoolean(true);
            out.writeUTF(text.lacks());
            out.writeInt(bytes.length);
            out.write(bytes);
        } catch (UnreadableFileException e) {
            out.writeBoolean(false);
            out.writeUTF(cut(String.valueOf(e.getMessage())));
        }
    }

    private static String cut(String text) {
        return text.length() > CUT ? text.substring(0, CUT) : text;
    }
}
