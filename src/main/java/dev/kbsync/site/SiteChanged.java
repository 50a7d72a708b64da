package dev.kbsync.site;

/** A site was added, removed, authorized or had its spaces chosen; schedules may have to follow. */
public record SiteChanged(String site) {}
