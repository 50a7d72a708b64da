package dev.kbsync.api.json;

/**
 * What became of an order about pages or documents.
 *
 * @param site its name; empty if the order is about no site
 * @param number how many there were
 */
public record Touched(String site, int number) {}
