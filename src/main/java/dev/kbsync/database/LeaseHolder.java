package dev.kbsync.database;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.UUID;

/**
 * Who holds a lease: host, process and a number. The process's start distinguishes it from a later
 * one with the same id, which in containers is always 1.
 */
record LeaseHolder(String host, long pid, long startedAt, String number) {

    private static final String HOST = hostName();

    static LeaseHolder here(UUID number) {
        ProcessHandle self = ProcessHandle.current();
        return new LeaseHolder(HOST, self.pid(), start(self), number.toString());
    }

    static LeaseHolder parse(String text) {
        String[] parts = text.split("/", 4);
        return parts.length < 4
                ? new LeaseHolder("", 0, 0, text)
                : new LeaseHolder(
                        parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]);
    }

    /** Whether it is certain that the process is gone; of other hosts nothing is certain. */
    boolean knownDead() {
        return host.equals(HOST)
                && ProcessHandle.of(pid)
                        .map(process -> startedAt != 0 && start(process) != startedAt)
                        .orElse(true);
    }

    @Override
    public String toString() {
        return host + "/" + pid + "/" + startedAt + "/" + number;
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replace("/", "-");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
