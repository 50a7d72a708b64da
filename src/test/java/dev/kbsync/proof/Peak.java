package dev.kbsync.proof;

import dev.kbsync.cli.Kbsync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * kbsync, and at the end a line that says how much memory (Linux only) and processor time it took.
 */
final class Peak {

    static final String MARK = "peak memory and processor time: ";

    private Peak() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(Peak::tell));
        Kbsync.main(arguments);
    }

    private static void tell() {
        long processor =
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
        try {
            Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .forEach(
                            line ->
                                    System.out.println(
                                            MARK + line.replaceAll("\\D", "") + " " + processor));
        } catch (IOException e) {
            System.out.println(MARK + "0 " + processor);
        }
    }
}
