package dev.kbsync.deliver.s3;

import java.nio.charset.StandardCharsets;

/** An object to be written. */
record S3Object(String key, String content) {

    /**
     * The media type is spelled as Jetty spells it: servers built on it check the signature against
     * their own spelling.
     */
    String mediaType() {
        return switch (key.substring(key.lastIndexOf('.') + 1)) {
            case "md" -> "text/markdown;charset=UTF-8";
            case "json" -> "application/json";
            case "jsonl" -> "application/jsonl";
            default -> "text/plain;charset=UTF-8";
        };
    }

    byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
