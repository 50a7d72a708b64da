package dev.kbsync.convert.handling;

import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.Format;

/**
 * How pages are to be converted.
 *
 * @param format what documents are written in
 * @param links where links to other pages lead in a folder of documents
 * @param path what the files in that folder are called
 * @param properties whether what pages say of themselves in page properties is read
 */
public record ConvertOptions(
        Format format, LinkStyle links, DocumentPath path, boolean properties) {

    /** Markdown with web addresses. */
    public static final ConvertOptions DEFAULT = new ConvertOptions(Format.MARKDOWN, LinkStyle.WEB);

    /** With the usual names of files, and without page properties. */
    public ConvertOptions(Format format, LinkStyle links) {
        this(format, links, DocumentPath.DEFAULT, false);
    }

    /** The same for another format. */
    public ConvertOptions in(Format other) {
        return new ConvertOptions(other, links, path, properties);
    }
}
