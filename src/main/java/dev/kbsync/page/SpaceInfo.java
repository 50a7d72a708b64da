package dev.kbsync.page;

/** A space as a person chooses it. */
public record SpaceInfo(String key, String name) {}
