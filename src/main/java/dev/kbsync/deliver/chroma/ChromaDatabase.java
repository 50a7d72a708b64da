package dev.kbsync.deliver.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.deliver.SinkSetupException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The addresses within a database of Chroma. */
record ChromaDatabase(String tenant, String database) {

    String collections() {
        return "api/v2/tenants/%s/databases/%s/collections"
                .formatted(encoded(tenant), encoded(database));
    }

    String collection(String name) {
        return collections() + "/" + encoded(name);
    }

    /**
     * @param collection as Chroma describes it
     * @param verb what is to be done with its records
     */
    String records(JsonNode collection, String verb) {
        try {
            return collections()
                    + "/"
                    + UUID.fromString(collection.path("id").asText())
                    + "/"
                    + verb;
        } catch (IllegalArgumentException e) {
            throw new SinkSetupException("did not answer as Chroma does; check its address.");
        }
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
