package dev.kbsync.page;

/** What a document is written in. */
public enum Format {
    MARKDOWN("md", "text/markdown"),
    TEXT("txt", "text/plain");

    private final String extension;
    private final String mediaType;

    Format(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** The file name's ending, without the dot. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }
}
