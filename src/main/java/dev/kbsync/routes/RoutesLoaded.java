package dev.kbsync.routes;

/** The route files were loaded for the first time: runs can start. */
public record RoutesLoaded() {}
