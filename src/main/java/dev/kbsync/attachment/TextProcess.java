package dev.kbsync.attachment;

import dev.kbsync.site.AttachmentProperties;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link TextWorker} as its parent sees it. For one thread at a time. */
final class TextProcess implements AutoCloseable {

    private static final String MAIN = "dev.kbsync.cli.Kbsync";

    /** Starts the same in a jar that holds other jars. */
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

    private static final int HINT = 1000;

    private final Process process;
    private final DataInputStream in;
    private final DataOutputStream out;

    private TextProcess(Process process) {
        this.process = process;
        in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /**
     * @throws IOException if it cannot be started
     */
    static TextProcess start(AttachmentProperties properties) throws IOException {
        String classPath = System.getProperty("java.class.path");
        boolean nested = !classPath.contains(File.pathSeparator) && hasLauncher();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + properties.memory().toMegabytes() + "m",
                        "-Xss2m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        classPath,
                        nested ? LAUNCHER : MAIN,
                        TextWorker.COMMAND);
        // Nothing of this process's secrets, nor its memory settings.
        builder.environment()
                .keySet()
                .removeIf(key -> !List.of("PATH", "LANG", "TZ", "SystemRoot").contains(key));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return new TextProcess(builder.start());
    }

    private static boolean hasLauncher() {
        String resource = LAUNCHER.replace('.', '/') + ".class";
        return ClassLoader.getSystemResource(resource) != null;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * @throws UnreadableFileException if the file cannot be read
     * @throws IOException if the process came to its end over it
     */
    FileText read(Path file, String name, String mediaType, int maxText) throws IOException {
        out.writeUTF(file.toAbsolutePath().toString());
        out.writeUTF(cut(name));
        out.writeUTF(cut(mediaType));
        out.writeInt(maxText);
        out.flush();
        if (!in.readBoolean()) {
            throw new UnreadableFileException(in.readUTF());
        }
        String lacks = in.readUTF();
        byte[] text = new byte[in.readInt()];
        in.readFully(text);
        return new FileText(new String(text, StandardCharsets.UTF_8), lacks);
    }

    /** The end of a file's name says what it is. */
    private static String cut(String text) {
        return text.length() > HINT ? text.substring(text.length() - HINT) : text;
    }

    /** Whatever it is doing. */
    void end() {
        process.destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        end();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
