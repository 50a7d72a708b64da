package dev.kbsync.simulator.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Body;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.content.Revision;
import dev.kbsync.simulator.content.Seed;
import dev.kbsync.simulator.content.Space;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A space made of a folder: every storage-format file below it is a page at the top of the space,
 * titled after its folder if the file itself is called {@code page}, else after the file.
 */
public final class PagesFolder {
    /** Endings of storage-format files, the longest first. */
    private static final List<String> ENDINGS = List.of(".storage.xml", ".xhtml", ".html", ".xml");

    private final Path folder;

    public PagesFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    private record PageFile(Path path, String title) {}

    /**
     * Adds the space.
     *
     * @param now when the newest page was saved; the others before it, three hours apart
     * @throws UncheckedIOException if the folder cannot be read
     */
    public void load(Seed seed, Instant now) {
        String name = Objects.requireNonNullElse(folder.getFileName(), folder).toString();
        Instant oldest = now.minus(Duration.ofDays(365));
        Space space =
                new Space(
                        seed.nextId(),
                        seed.freeKey(name),
                        name,
                        "Pages read from a folder",
                        "global",
                        false,
                        false,
                        0,
                        oldest);
        seed.add(space);
        List<PageFile> files = files();
        Map<String, Long> uses =
                files.stream()
                        .collect(Collectors.groupingBy(PageFile::title, Collectors.counting()));
        Instant saved = now.minus(Duration.ofHours(3L * files.size()));
        for (PageFile file : files) {
            saved = saved.plus(Duration.ofHours(3));
            // Files called alike are told apart by where they are.
            boolean alone = Objects.requireNonNull(uses.get(file.title())) == 1;
            String title = alone ? file.title() : file.title() + " (" + place(file.path()) + ")";
            seed.add(
                    Content.create(
                            seed.nextId(),
                            ContentType.PAGE,
                            space.id(),
                            0,
                            Revision.first(
                                    saved,
                                    Accounts.OWN.accountId(),
                                    seed.freeTitle(space.id(), title),
                                    Body.of(read(file.path())))));
        }
    }

    private List<PageFile> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(PagesFolder::isPage)
                    .sorted()
                    .map(path -> new PageFile(path, title(path)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + folder, unreadable);
        }
    }

    private static boolean isPage(Path file) {
        String name = file.getFileName().toString();
        return ENDINGS.stream().anyMatch(name::endsWith)
                && !name.equals("page.html")
                && !isExport(file);
    }

    /** Whole spaces are exported as one file of objects. */
    private static boolean isExport(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(1000), ISO_8859_1).contains("<hibernate-generic");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String title(Path file) {
        String name = file.getFileName().toString();
        String ending = ENDINGS.stream().filter(name::endsWith).findFirst().orElse("");
        String title = name.substring(0, name.length() - ending.length());
        Path parent = file.getParent();
        return title.equals("page") && parent != null ? parent.getFileName().toString() : title;
    }

    private String place(Path file) {
        Path place = folder.relativize(file).getParent();
        return place == null ? "." : place.toString().replace('\\', '/');
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }
}
