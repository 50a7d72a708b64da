package dev.kbsync.api.json;

/**
 * What became of an order about pages or documents.
 *
 * @param number how many there were
 */
public record Touched(String site, int number) {}
