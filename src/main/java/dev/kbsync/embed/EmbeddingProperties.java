package dev.kbsync.embed;

import dev.kbsync.site.Secret;
import dev.kbsync.site.SetupException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The service that makes vectors.
 *
 * @param url its address, with or without {@code /embeddings} at the end; empty for none
 * @param key its API key, sent as bearer token; empty for none
 * @param model name of the model
 * @param dimensions how many numbers a vector has; 0 for as many as the model gives
 * @param batchSize how many texts go in one request at most
 * @param queryPrefix what stands before a question
 * @param passagePrefix what stands before a passage
 * @param breadcrumb whether a chunk's breadcrumb is embedded with its text
 * @param timeout how long a whole answer may take
 */
@ConfigurationProperties("kbsync.embeddings")
public record EmbeddingProperties(
        @DefaultValue("") String url,
        @DefaultValue("") Secret key,
        @DefaultValue("") String model,
        @DefaultValue("0") int dimensions,
        @DefaultValue("64") int batchSize,
        @DefaultValue("") String queryPrefix,
        @DefaultValue("") String passagePrefix,
        @DefaultValue("true") boolean breadcrumb,
        @DefaultValue("60s") Duration timeout) {

    private static final String PATH = "/embeddings";

    boolean isConfigured() {
        return !url.isBlank();
    }

    /**
     * Where requests go.
     *
     * @throws SetupException if a setting makes no sense; it quotes neither address nor key, which
     *     may hold secrets
     */
    URI address() {
        check(!model.isBlank(), "model is not set; name the model that is to make the vectors.");
        check(dimensions >= 0, "dimensions is below 0; 0 leaves the choice to the model.");
        check(batchSize > 0, "batch-size has to be at least 1.");
        check(timeout.compareTo(Duration.ZERO) > 0, "timeout has to be longer than 0.");
        check(
                key.value().strip().chars().allMatch(c -> c > 0x20 && c < 0x7f),
                "key has characters that no API key has; copy it again.");
        URI address = parsed();
        String scheme = String.valueOf(address.getScheme());
        check(
                address.getHost() != null && (scheme.equals("https") || scheme.equals("http")),
                "url is not a web address; write it as https://api.example.com/v1.");
        check(address.getUserInfo() == null, "url holds a user; use kbsync.embeddings.key.");
        String path = address.getRawPath().replaceAll("/+$", "");
        String query = address.getRawQuery();
        return URI.create(
                scheme
                        + "://"
                        + address.getRawAuthority()
                        + (path.endsWith(PATH) ? path : path + PATH)
                        + (query == null ? "" : "?" + query));
    }

    private URI parsed() {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            return URI.create("");
        }
    }

    private static void check(boolean good, String problem) {
        if (!good) {
            throw new SetupException("kbsync.embeddings." + problem);
        }
    }
}
