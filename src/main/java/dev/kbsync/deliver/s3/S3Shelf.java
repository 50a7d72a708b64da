package dev.kbsync.deliver.s3;

import dev.kbsync.deliver.FileProfile;
import dev.kbsync.deliver.SinkAnswerException;
import dev.kbsync.page.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts documents into buckets and takes them out. What kbsync did not write there stays as it is.
 */
@Component("s3Shelf")
public class S3Shelf {

    private static final Logger log = LoggerFactory.getLogger(S3Shelf.class);

    /**
     * Stores the delivery's document, and deletes what must not be there any more: the objects of
     * its former names, and for a removal those of the present one.
     *
     * @param prefix what keys begin with; empty for nothing
     * @param profile name of a {@link FileProfile}
     * @throws SinkAnswerException if there is something that kbsync did not write
     */
    public void deliver(S3Bucket bucket, String prefix, String profile, Delivery delivery)
            throws Exception {
        FileProfile made = FileProfile.named(profile);
        String start = prefix.isBlank() ? "" : prefix.strip().replaceAll("^/+|/+$", "") + "/";
        if (!delivery.isRemoval()) {
            store(bucket, objects(made, start, delivery), delivery);
        }
        for (String path : gone(made, delivery)) {
            remove(bucket, start + path, delivery);
        }
    }

    /** What describes a file comes before it. */
    private static List<S3Object> objects(FileProfile profile, String start, Delivery delivery) {
        return profile.parts().stream()
                .map(
                        part ->
                                new S3Object(
                                        start + part.path(delivery.path()),
                                        part.content().apply(delivery)))
                .toList();
    }

    private static void store(S3Bucket bucket, List<S3Object> objects, Delivery delivery)
            throws Exception {
        for (S3Object object : objects) {
            Optional<S3Bucket.Held> held = bucket.find(object.key());
            if (held.isPresent() && !held.get().documentId().equals(delivery.documentId())) {
                throw new SinkAnswerException(
                        "has an object that kbsync did not write where the document belongs (%s); move it away."
                                .formatted(object.key()));
            }
            if (held.isPresent() && held.get().revision() > delivery.ref().revision()) {
                return;
            }
        }
        for (S3Object object : objects) {
            bucket.put(object, delivery.ref());
        }
    }

    /** Whatever profile the objects were made by; two names may come to one path. */
    private static Set<String> gone(FileProfile profile, Delivery delivery) {
        Set<String> gone = new LinkedHashSet<>();
        for (String path : delivery.formerPaths()) {
            gone.addAll(every(profile, path));
        }
        if (delivery.isRemoval()) {
            gone.addAll(every(profile, delivery.path()));
        } else {
            profile.paths(delivery.path()).forEach(gone::remove);
        }
        return gone;
    }

    private static List<String> every(FileProfile profile, String path) {
        List<String> own = new ArrayList<>(profile.paths(path));
        Collections.reverse(own); // What says who may read a file outlives it.
        Set<String> every = new LinkedHashSet<>(own);
        profile.leftovers(path).forEach(part -> every.add(part.path(path)));
        return List.copyOf(every);
    }

    private static void remove(S3Bucket bucket, String key, Delivery delivery) throws Exception {
        Optional<S3Bucket.Held> held = bucket.find(key);
        if (held.isPresent() && held.get().documentId().equals(delivery.documentId())) {
            bucket.delete(key);
        } else if (held.isPresent()) {
            log.warn("Not deleted, since kbsync did not write it: the object {}", key);
        }
    }
}
