package dev.kbsync.page;

import java.util.List;
import java.util.SortedSet;

/**
 * A piece of a document that a search or a vector store holds.
 *
 * @param id {@code <document id>#<n>}, n from 0 in the order of the document
 * @param hash of the text and the breadcrumb: another hash means that it must be embedded again
 * @param text in the document's format, LF line ends
 * @param breadcrumb the way to it: space, ancestors, page title, headings
 * @param url absolute address of the place on the page
 * @param kinds what blocks it holds: paragraph, list, table, code and so on
 * @param tokens how long the text is
 */
public record Chunk(
        String id,
        String hash,
        String text,
        List<String> breadcrumb,
        String url,
        SortedSet<String> kinds,
        int tokens) {

    public Chunk {
        breadcrumb = List.copyOf(breadcrumb);
    }
}
