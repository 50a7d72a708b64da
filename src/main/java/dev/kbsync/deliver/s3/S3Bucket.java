package dev.kbsync.deliver.s3;

import dev.kbsync.page.PageRef;
import dev.kbsync.page.Revision;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A bucket. Each object that kbsync writes says in its metadata whose document it is. */
public final class S3Bucket {

    private static final String DOCUMENT = "kbsync-document";
    private static final String VERSION = "kbsync-version";
    private static final String UPDATED = "kbsync-updated";

    private final S3Client client;
    private final String name;

    S3Bucket(S3Client client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * What an object says of itself.
     *
     * @param documentId empty if kbsync did not write it
     * @param revision the {@link Revision} of the page that the document is of
     */
    record Held(String documentId, long revision) {}

    /** The object at a key; empty if there is none. */
    Optional<Held> find(String key) throws Exception {
        return asked(
                () -> {
                    try {
                        Map<String, String> facts =
                                client.headObject(head -> head.bucket(name).key(key)).metadata();
                        return Optional.of(held(facts));
                    } catch (NoSuchKeyException e) {
                        return Optional.empty();
                    }
                });
    }

    private static Held held(Map<String, String> facts) {
        String version = facts.getOrDefault(VERSION, "");
        return new Held(
                facts.getOrDefault(DOCUMENT, ""),
                Revision.of(
                        version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0,
                        facts.getOrDefault(UPDATED, "")));
    }

    /** Stores an object of a page's document. */
    void put(S3Object object, PageRef ref) throws Exception {
        asked(
                () ->
                        client.putObject(
                                put ->
                                        put.bucket(name)
                                                .key(object.key())
                                                .contentType(object.mediaType())
                                                .metadata(
                                                        Map.of(
                                                                DOCUMENT,
                                                                ref.documentId(),
                                                                VERSION,
                                                                "" + ref.version(),
                                                                UPDATED,
                                                                ref.modifiedAt().toString())),
                                RequestBody.fromBytes(object.bytes())));
    }

    void delete(String key) throws Exception {
        asked(() -> client.deleteObject(delete -> delete.bucket(name).key(key)));
    }

    private <T> T asked(Supplier<T> request) throws Exception {
        try {
            return request.get();
        } catch (SdkException e) {
            throw S3Failures.of(e, name);
        }
    }
}
