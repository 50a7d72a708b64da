package dev.kbsync.history;

/** Something about a run changed; whoever shows runs may look again. */
public record RunProgress(String runId, String site) {}
