package dev.kbsync.deliver.s3;

import java.nio.charset.StandardCharsets;

/** An object to be written. */
record S3Object(String key, byte[] content, String mediaType) {

    /**
     * The media type is spelled as Jetty spells it: servers built on it check the signature against
     * their own spelling.
     */
    static S3Object of(String key, String content) {
        String mediaType =
                switch (key.substring(key.lastIndexOf('.') + 1)) {
                    case "md" -> "text/markdown;charset=UTF-8";
                    case "json" -> "application/json";
                    case "jsonl" -> "application/jsonl";
                    default -> "text/plain;charset=UTF-8";
                };
        return new S3Object(key, content.getBytes(StandardCharsets.UTF_8), mediaType);
    }
}
