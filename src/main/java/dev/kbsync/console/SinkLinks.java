package dev.kbsync.console;

import dev.kbsync.deliver.SinkParameters;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Where a document is found in sinks that keep each at an address or in a file of its own. */
@Component
@ConditionalOnWebApplication
class SinkLinks {

    private static final String KAMELET = "http-sink";

    private final SinkParameters parameters;

    SinkLinks(SinkParameters parameters) {
        this.parameters = parameters;
    }

    /** Whether a sink keeps files, so that a document lies at a path. */
    boolean keepsFiles(String sink) {
        Map<String, String> told = parameters.of(sink);
        return told.containsKey("folder") || told.containsKey("bucket");
    }

    /**
     * The addresses of a document by sink; none for sinks that have no such thing.
     *
     * @param documentId letters, digits and dashes
     */
    Map<String, String> of(String documentId) {
        Map<String, String> links = new TreeMap<>();
        for (String sink : parameters.sinks(KAMELET)) {
            String url =
                    parameters
                            .of(sink)
                            .getOrDefault("url", "")
                            .strip()
                            .replaceAll("//[^/@]*@", "//")
                            .replaceAll("[?#].*|/+$", "");
            if (url.startsWith("http://") || url.startsWith("https://")) {
                links.put(sink, url + "/" + documentId);
            }
        }
        return links;
    }
}
