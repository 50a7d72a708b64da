package dev.kbsync.page;

/**
 * How documents are cut at present. When it changes, they are delivered again to the sinks that
 * hold chunks.
 *
 * @param value changes whenever the same document would be cut otherwise
 */
public record ChunkTag(String value) {}
