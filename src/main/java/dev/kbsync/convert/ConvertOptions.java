package dev.kbsync.convert;

import dev.kbsync.page.Format;

/**
 * How pages are to be converted.
 *
 * @param format what documents are written in
 * @param links where links to other pages lead in a folder of documents
 */
public record ConvertOptions(Format format, LinkStyle links) {

    /** Markdown with web addresses. */
    public static final ConvertOptions DEFAULT = new ConvertOptions(Format.MARKDOWN, LinkStyle.WEB);
}
