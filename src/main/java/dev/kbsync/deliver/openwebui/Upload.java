package dev.kbsync.deliver.openwebui;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.Format;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;

/**
 * A page's text as a file that is uploaded.
 *
 * @param knowledge id of the knowledge base that it belongs to
 */
record Upload(Delivery delivery, String knowledge, String text) {

    private static final DocumentPath NAMES = new DocumentPath("{title}-{id}");
    private static final String MARK = "kbsync_document";
    private static final String KNOWLEDGE = "knowledge_id";
    private static final String HASH = "file_hash";

    /** Whether a file is one of the page's, and of this knowledge base. */
    boolean isMarked(JsonNode metadata) {
        return metadata.path(MARK).asText().equals(delivery.documentId())
                && metadata.path(KNOWLEDGE).asText().equals(knowledge);
    }

    /** Whether a file has this text. */
    boolean isSame(JsonNode metadata) {
        return !delivery.isRemoval() && metadata.path(HASH).asText().equals(hash());
    }

    HttpEntity form() {
        String metadata =
                JsonNodeFactory.instance
                        .objectNode()
                        .put(KNOWLEDGE, knowledge)
                        .put(HASH, hash())
                        .put(MARK, delivery.documentId())
                        .toString();
        // Names as browsers write them, in UTF-8: the server knows no other way.
        return MultipartEntityBuilder.create()
                .setMode(HttpMultipartMode.LEGACY)
                .setCharset(UTF_8)
                .addTextBody("metadata", metadata, ContentType.create("text/plain", UTF_8))
                .addBinaryBody("file", text.getBytes(UTF_8), type(), name())
                .build();
    }

    private Format format() {
        Document document = delivery.document();
        return document == null ? Format.MARKDOWN : document.format();
    }

    private ContentType type() {
        return ContentType.create(format().mediaType(), UTF_8);
    }

    private String name() {
        String path = NAMES.of(delivery.site(), delivery.ref(), format());
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** How the names of a page's files end, whatever its title and format. */
    static String end(Delivery delivery) {
        return "-" + delivery.ref().contentId();
    }

    private String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
