package dev.kbsync.simulator.site;

import java.util.Locale;
import java.util.Map;

/** Media types of files, by name, and what Confluence calls them. */
public final class MediaTypes {
    private static final Map<String, String> BY_ENDING =
            Map.of(
                    "txt", "text/plain",
                    "csv", "text/csv",
                    "md", "text/markdown",
                    "pdf", "application/pdf",
                    "png", "image/png",
                    "jpg", "image/jpeg",
                    "svg", "image/svg+xml",
                    "json", "application/json",
                    "xml", "application/xml",
                    "docx",
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    private MediaTypes() {}

    public static String of(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, "application/octet-stream");
    }

    /** Such as {@code PNG Image}. */
    public static String describe(String mediaType) {
        return switch (mediaType) {
            case "text/plain" -> "Text File";
            case "text/csv" -> "CSV File";
            case "application/pdf" -> "PDF Document";
            case "image/png" -> "PNG Image";
            case "image/jpeg" -> "JPEG Image";
            case "image/svg+xml" -> "SVG Image";
            default -> "File";
        };
    }
}
