package dev.kbsync.simulator.content;

import org.jspecify.annotations.Nullable;

/** What only some kinds of content have. */
public sealed interface Details {

    /**
     * A file.
     *
     * @param mediaType such as {@code text/plain}
     * @param bytes the file
     * @param fileId the media service's id of it
     * @param comment note of the uploader, possibly empty
     */
    @SuppressWarnings("ArrayRecordComponent") // files are neither compared nor changed
    record Attachment(String mediaType, byte[] bytes, String fileId, String comment)
            implements Details {}

    /**
     * A comment.
     *
     * @param inline whether it hangs on a piece of text
     * @param replyTo id of the comment it answers, 0 for none
     * @param resolution {@code open}, {@code resolved}, {@code reopened} or {@code dangling}
     * @param selection the text an inline comment hangs on
     * @param markerRef the reference of the marker in the page's body
     */
    record Comment(
            boolean inline,
            long replyTo,
            String resolution,
            @Nullable String selection,
            @Nullable String markerRef)
            implements Details {

        public static final Comment FOOTER = new Comment(false, 0, "open", null, null);

        public Comment resolvedAs(String newResolution) {
            return new Comment(inline, replyTo, newResolution, selection, markerRef);
        }
    }
}
