package dev.kbsync.page;

/**
 * What makes a reference one to an attached file whose text is to be a document of its own.
 *
 * @param pageId id of the page it is attached to
 * @param mediaType what Confluence takes it for
 * @param size in bytes, as Confluence says
 * @param unfit why its text is not wanted, a few words; empty if it is
 * @param locked why it cannot be had at present, a few words; empty if it can. What was delivered
 *     of it stays
 * @param reading what its text depends on beside the file: changes when files are read otherwise
 */
public record AttachedFile(
        String pageId, String mediaType, long size, String unfit, String locked, String reading) {}
