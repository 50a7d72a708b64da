package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kind {@code file-sink}, in a folder on this disk. */
class FileSinkTest extends SinkContract {

    private static final Pattern ID =
            Pattern.compile("(?:\n *id: |\"id\":|\"DocumentId\":)\"([^\"]+)\"");

    protected String profile() {
        return "neutral";
    }

    protected String chunks() {
        return "none";
    }

    protected final Path kb() {
        return folder().resolve("the knowledge & base");
    }

    private Path foreign() {
        return kb().resolve("acme/ENG/Page-43.md");
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("kbsync.sinks.kb.folder", kb().toString());
    }

    @Override
    protected String route() {
        return """
        - route:
            id: deliver-to-kb
            from:
              uri: direct:deliver-to-kb
              steps:
                - to:
                    uri: kamelet:file-sink
                    parameters:
                      name: kb
                      folder: "RAW({{kbsync.sinks.kb.folder}})"
                      profile: %s
                      chunks: %s
        """
                .formatted(profile(), chunks());
    }

    @Override
    protected void sendBare(List<Delivery> documents) throws Exception {
        SinkSpeed.each(
                documents,
                some -> {
                    Path file = folder().resolve("bare").resolve(some.get(0).path());
                    Files.createDirectories(file.getParent());
                    Path part = file.resolveSibling(file.getFileName() + ".part");
                    Files.writeString(part, some.get(0).content());
                    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                });
    }

    @Override
    protected Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        if (Files.exists(kb())) {
            try (Stream<Path> files = Files.walk(kb())) {
                for (Path file : files.filter(FileSinkTest::isDocument).toList()) {
                    String text = Files.readString(file);
                    Path sidecar = Path.of(file + FileProfile.SIDECAR);
                    Matcher id =
                            ID.matcher(Files.exists(sidecar) ? Files.readString(sidecar) : text);
                    if (id.find() && documents.put(id.group(1), text) != null) {
                        throw new AssertionError("Two files of " + id.group(1));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return documents;
    }

    /** A sidecar that is left alone counts as well, and so do chunks. */
    private static boolean isDocument(Path file) {
        String name = file.toString();
        String described = name.replace(FileProfile.SIDECAR, "").replace(".chunks.jsonl", ".md");
        return Files.isRegularFile(file)
                && (described.equals(name) || !Files.exists(Path.of(described)));
    }

    @Override
    protected void addForeign() {
        try {
            Files.createDirectories(foreign().getParent());
            Files.writeString(foreign(), "mine");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected boolean hasForeign() {
        try {
            return Files.readString(foreign()).equals("mine");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
