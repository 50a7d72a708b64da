package dev.kbsync.convert.handling;

import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.Format;

/**
 * How pages are to be converted.
 *
 * @param format what documents are written in
 * @param links where links to other pages lead in a folder of documents
 * @param path what the files in that folder are called
 */
public record ConvertOptions(Format format, LinkStyle links, DocumentPath path) {

    /** Markdown with web addresses. */
    public static final ConvertOptions DEFAULT = new ConvertOptions(Format.MARKDOWN, LinkStyle.WEB);

    /** With the usual names of files. */
    public ConvertOptions(Format format, LinkStyle links) {
        this(format, links, DocumentPath.DEFAULT);
    }
}
