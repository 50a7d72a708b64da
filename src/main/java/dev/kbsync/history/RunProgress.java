package dev.kbsync.history;

/** Published when something about a run changed, so that views can be refreshed. */
public record RunProgress(String runId, String site) {}
