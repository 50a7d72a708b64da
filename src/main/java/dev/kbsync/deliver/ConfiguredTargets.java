package dev.kbsync.deliver;

import dev.kbsync.embed.Embeddings;
import dev.kbsync.page.ChunkTag;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.search.SearchIndex;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** Where the address of a database says in which schema tables are. */
    private static final Pattern SCHEMA =
            Pattern.compile("^jdbc:[^?]*[?](?:.*&)?currentSchema=([^&#]+)");

    /** The Kamelet of the embedded index. */
    private static final String SEARCH = "search-sink";

    /** Kamelets whose sinks store vectors. */
    private static final Set<String> OF_VECTORS =
            Set.of("pgvector-sink", "opensearch-vector-sink", "chroma-sink");

    private final SinkParameters parameters;
    private final SearchIndex index;
    private final Environment environment;
    private final Embeddings embeddings;
    private final ChunkTag tag;

    ConfiguredTargets(
            SinkParameters parameters,
            SearchIndex index,
            Environment environment,
            Embeddings embeddings,
            ChunkTag tag) {
        this.embeddings = embeddings;
        this.tag = tag;
        this.parameters = parameters;
        this.index = index;
        this.environment = environment;
    }

    @Override
    public String of(String sink) {
        if (!parameters.known(sink)) {
            return ""; // Its route cannot be loaded; that does not take the sink elsewhere.
        }
        Map<String, String> told = parameters.of(sink);
        if (parameters.kamelet(sink).equals(SEARCH)) {
            String generation = index.generation();
            return generation.isEmpty() ? "" : hash("index " + generation) + shape(sink, "");
        }
        String folder = setting(sink, "folder", told);
        if (!folder.isEmpty()) {
            return hash("folder " + new DocumentFolder(folder).root()) + shape(sink, profile(told));
        }
        // User, password and query may hold secrets, and say nothing of the place but the schema.
        String url = setting(sink, "url", told);
        StringBuilder place =
                new StringBuilder(url.replaceAll("//[^/@]*@", "//").replaceAll("[?#].*|/+$", ""));
        if (!place.isEmpty()) {
            place.insert(0, "url ");
        }
        Matcher schema = SCHEMA.matcher(url);
        if (schema.find()) {
            place.append(" schema ").append(schema.group(1));
        }
        for (String part : PARTS) {
            if (!told.getOrDefault(part, "").isEmpty()) {
                place.append(' ').append(part).append(' ').append(told.get(part));
            }
        }
        return place.isEmpty() ? "" : hash(place.toString()) + shape(sink, format(told));
    }

    /** Whether a sink stores chunks with vectors. */
    boolean storesVectors(String sink) {
        String kamelet = parameters.kamelet(sink);
        return OF_VECTORS.contains(kamelet)
                || (kamelet.equals(SEARCH) && embeddings.isConfigured());
    }

    @Override
    public boolean lacks(String sink, String path) {
        Map<String, String> told = parameters.of(sink);
        String folder = setting(sink, "folder", told);
        if (folder.isEmpty()) {
            return false;
        }
        DocumentFolder documents = new DocumentFolder(folder);
        return files(sink, told).stream()
                .flatMap(files -> files.paths(path).stream())
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
        return format.substring(0, Math.min(3, format.length()));
    }

    /** What tells apart ways to write documents, as short as the ledger needs. */
    private String shape(String sink, String form) {
        if (holdsChunks(sink)) {
            String model = storesVectors(sink) ? embeddings.identity() : "";
            return SHAPED + hash(form + " " + tag.value() + " " + model).substring(0, 3);
        }
        return form.isEmpty() ? "" : SHAPED + form;
    }

    /** For which readers files are made; empty for all of them. */
    private static String profile(Map<String, String> told) {
        String profile = told.getOrDefault("profile", "").strip();
        return profile.equals(FileProfile.NEUTRAL.word())
                ? ""
                : profile.substring(0, Math.min(profile.length(), 3));
    }

    /** By its own word: what a Kamelet calls chunks is how it holds these. */
    private boolean holdsChunks(String sink) {
        String chunks = parameters.effective(sink, "chunks").strip();
        return storesVectors(sink) || !(chunks.isEmpty() || chunks.equals(FileSet.NO_CHUNKS));
    }

    /** Empty for a profile that does not exist: then nothing can be delivered either. */
    private Optional<FileSet> files(String sink, Map<String, String> told) {
        try {
            return Optional.of(
                    FileSet.of(
                            told.getOrDefault("profile", FileProfile.NEUTRAL.word()),
                            parameters.effective(sink, "chunks")));
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
