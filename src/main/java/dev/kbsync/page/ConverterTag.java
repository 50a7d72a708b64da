package dev.kbsync.page;

/**
 * What the converter calls its present behaviour. When it changes, every document is delivered
 * again.
 *
 * @param value changes whenever the same page would give another document
 */
public record ConverterTag(String value) {}
