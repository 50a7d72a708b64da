package dev.kbsync.page;

/**
 * A converted page: what a reader of the knowledge base gets, before a sink dresses it.
 *
 * @param ref the page it was made from
 * @param format what {@link #text} is written in
 * @param text the page's content without front matter, LF line ends, ending in one LF unless empty
 * @param census what the conversion met and what became of it
 */
public record Document(PageRef ref, Format format, String text, Census census) {}
