package dev.kbsync.deliver;

import dev.kbsync.embed.Embeddings;
import dev.kbsync.page.ChunkTag;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.search.SearchIndex;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Knows where a sink keeps its documents: by what its route tells its Kamelet, or else by its
 * settings, {@code kbsync.sinks.<name>.folder} and {@code kbsync.sinks.<name>.url}. Other sinks may
 * be anywhere.
 */
@Component
class ConfiguredTargets implements SinkTargets {

    /** What tells one place at an address from another. */
    private static final List<String> PARTS =
            List.of(
                    "brokers",
                    "index",
                    "table",
                    "tenant",
                    "database",
                    "collection",
                    "dataset",
                    "knowledge",
                    "connector",
                    "bucket",
                    "prefix",
                    "profile",
                    "topic");

    /** The Kamelet of the embedded index. */
    private static final String SEARCH = "search-sink";

    /** Kamelets whose sinks store vectors. */
    private static final Set<String> OF_VECTORS =
            Set.of("pgvector-sink", "opensearch-vector-sink", "chroma-sink");

    private final SinkParameters parameters;
    private final SearchIndex index;
    private final Environment environment;
    private final Embeddings embeddings;
    private final ChunkTag chunks;

    ConfiguredTargets(
            SinkParameters parameters,
            SearchIndex index,
            Environment environment,
            Embeddings embeddings,
            ChunkTag chunks) {
        this.embeddings = embeddings;
        this.chunks = chunks;
        this.parameters = parameters;
        this.index = index;
        this.environment = environment;
    }

    @Override
    public String of(String sink) {
        if (!parameters.known(sink)) {
            return ""; // Its route cannot be loaded; that does not take the sink elsewhere.
        }
        if (parameters.sinks(SEARCH).contains(sink)) {
            String generation = index.generation();
            return generation.isEmpty() ? "" : hash("index " + generation);
        }
        Map<String, String> told = parameters.of(sink);
        String folder = setting(sink, "folder", told);
        if (!folder.isEmpty()) {
            return hash("folder " + new DocumentFolder(folder).root()) + shape(told);
        }
        // User, password and query may hold secrets, and say nothing of the place.
        StringBuilder place =
                new StringBuilder(
                        setting(sink, "url", told)
                                .replaceAll("//[^/@]*@", "//")
                                .replaceAll("[?#].*|/+$", ""));
        if (!place.isEmpty()) {
            place.insert(0, "url ");
        }
        for (String part : PARTS) {
            if (!told.getOrDefault(part, "").isEmpty()) {
                place.append(' ').append(part).append(' ').append(told.get(part));
            }
        }
        return place.isEmpty() ? "" : hash(place.toString()) + vectors(sink) + format(told);
    }

    /** Whether a sink stores chunks with vectors. */
    boolean storesVectors(String sink) {
        return OF_VECTORS.contains(parameters.kamelet(sink));
    }

    /** What tells apart chunks that are cut or embedded otherwise, as short as the ledger needs. */
    private String vectors(String sink) {
        if (!storesVectors(sink)) {
            return "";
        }
        String hash = hash(chunks.value() + " " + embeddings.identity());
        return SHAPED
                + Base64.getUrlEncoder()
                        .encodeToString(hash.getBytes(StandardCharsets.UTF_8))
                        .substring(0, 3);
    }

    @Override
    public boolean lacks(String sink, String path) {
        Map<String, String> told = parameters.of(sink);
        String folder = setting(sink, "folder", told);
        if (folder.isEmpty()) {
            return false;
        }
        DocumentFolder documents = new DocumentFolder(folder);
        return profile(told).stream()
                .flatMap(profile -> profile.paths(path).stream())
                .anyMatch(file -> documents.find(file).isEmpty());
    }

    @Override
    public boolean withholdsRestricted(String sink) {
        String policy = parameters.effective(sink, "restricted");
        return !policy.isEmpty() && !policy.equals("deliver");
    }

    /** What tells apart documents of different formats at the same address. */
    private static String format(Map<String, String> told) {
        String format = told.getOrDefault("format", "").strip().toLowerCase(Locale.ROOT);
        return format.isEmpty() ? "" : SHAPED + format.substring(0, Math.min(3, format.length()));
    }

    /** What tells apart files that are made for different readers, as short as the ledger needs. */
    private static String shape(Map<String, String> told) {
        return profile(told)
                .filter(profile -> profile != FileProfile.NEUTRAL)
                .map(profile -> SHAPED + profile.word().substring(0, 3))
                .orElse("");
    }

    /** Empty for one that does not exist: then nothing can be delivered either. */
    private static Optional<FileProfile> profile(Map<String, String> told) {
        try {
            return Optional.of(
                    FileProfile.named(told.getOrDefault("profile", FileProfile.NEUTRAL.word())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is known, before routes are loaded, that a sink keeps files. */
    boolean keepsFiles(String sink) {
        return !setting(sink, "folder", Map.of()).isEmpty();
    }

    /** The folder that a sink keeps files in; empty if it keeps none. */
    String folder(String sink) {
        return setting(sink, "folder", parameters.of(sink));
    }

    private String setting(String sink, String name, Map<String, String> told) {
        return told.isEmpty() ? setting(sink, name) : told.getOrDefault(name, "").strip();
    }

    /** Under its present name, or the one that sinks had before there were Kamelets. */
    private String setting(String sink, String name) {
        String present = environment.getProperty("kbsync.sinks." + sink + "." + name, "");
        return (present.isEmpty()
                        ? environment.getProperty("kbsync.deliver." + sink + "." + name, "")
                        : present)
                .strip();
    }

    private static String hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
