package dev.kbsync.deliver;

import dev.kbsync.page.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For which readers a folder of documents is made; a document may consist of several files. */
public enum FileProfile {
    /** Markdown with flat front matter, or plain text. */
    NEUTRAL(new Part("", Delivery::content)),
    OBSIDIAN(new Part("", MarkdownFiles::obsidian)),
    HUGO(new Part("", MarkdownFiles::hugo)),
    MKDOCS(new Part("", MarkdownFiles::mkdocs)),
    /** Plain text, whatever other sinks get. */
    TEXT(new Part(".txt", MarkdownFiles::plain)),
    BEDROCK(new Part(FileProfile.SIDECAR, Sidecars::bedrock), new Part("", MarkdownFiles::bare)),
    /** Kendra takes plain text. */
    KENDRA(
            new Part(".txt" + FileProfile.SIDECAR, Sidecars::kendra),
            new Part(".txt", MarkdownFiles::plain)),
    /** A file with one line of JSON. */
    JSONL(new Part(".jsonl", JsonLines::of));

    /** What the file that describes another one is called after that one's name. */
    static final String SIDECAR = ".metadata.json";

    /** The chunks of a document, beside it. */
    static final Part CHUNKS = new Part(".chunks.jsonl", ChunkLines::of);

    @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list of pure functions.
    private final List<Part> parts;

    FileProfile(Part... parts) {
        this.parts = List.of(parts);
    }

    /**
     * One of a document's files.
     *
     * @param ending takes the place of the ending of the document's path; empty, or only that of a
     *     sidecar: comes after it
     * @param content what it holds
     */
    public record Part(String ending, Function<Delivery, String> content) {

        public String path(String document) {
            return (ending.isEmpty() || ending.equals(SIDECAR)
                            ? document
                            : document.substring(0, document.lastIndexOf('.')))
                    + ending;
        }
    }

    /**
     * @throws IllegalArgumentException if there is none of that name
     */
    public static FileProfile named(String name) {
        return Stream.of(values())
                .filter(profile -> profile.word().equals(name.strip()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "The parameter profile is \"%s\"; it must be one of %s"
                                                .formatted(
                                                        name,
                                                        Stream.of(values())
                                                                .map(FileProfile::word)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /** As it is set. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In the order in which they are written: what describes a file comes before it. */
    public List<Part> parts() {
        return parts;
    }

    /** The paths of a document's files. */
    public List<String> paths(String document) {
        return parts.stream().map(part -> part.path(document)).toList();
    }

    /** Where files of a document may lie, whatever the profile. */
    public static Stream<String> allPaths(String document) {
        return Stream.concat(
                        Stream.of(values()).flatMap(profile -> profile.paths(document).stream()),
                        Stream.of(CHUNKS.path(document)))
                .distinct();
    }

    /** Where files of a document lie that are none of this profile, documents before sidecars. */
    public List<Part> leftovers(String document) {
        List<Part> others = new ArrayList<>(List.of(CHUNKS));
        List<String> own = paths(document);
        for (FileProfile profile : values()) {
            for (Part part : profile.parts) {
                if (!own.contains(part.path(document))
                        && others.stream().noneMatch(o -> o.ending().equals(part.ending()))) {
                    others.add(part);
                }
            }
        }
        others.sort((one, two) -> Boolean.compare(isSidecar(one), isSidecar(two)));
        return others;
    }

    private static boolean isSidecar(Part part) {
        return part.ending().endsWith(SIDECAR);
    }
}
