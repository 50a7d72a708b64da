package dev.kbsync.attachment;

/**
 * What could be read of a file.
 *
 * @param xhtml its text as storage format: headings, paragraphs, lists, tables, nothing else
 * @param lacks what is not in it, a few words; empty if nothing
 */
record FileText(String xhtml, String lacks) {}
