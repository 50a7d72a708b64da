package dev.kbsync.convert;

import dev.kbsync.convert.handling.ConvertOptions;
import dev.kbsync.convert.handling.LinkStyle;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageLinks.ByTitle;
import dev.kbsync.page.PageRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The golden cases, and the small site that their pages are on. */
final class Golden {

    static final Path FOLDER = Path.of("src/test/resources/convert");

    private static final Map<String, String> SHARED =
            Map.of(
                    "Shared",
                    "<p>Shared text with <ac:image><ri:attachment ri:filename=\"shared.png\" />"
                            + "</ac:image></p>",
                    "Excerpts",
                    "<p>Before.</p><ac:structured-macro ac:name=\"excerpt\"><ac:parameter"
                            + " ac:name=\"name\">one</ac:parameter><ac:rich-text-body><p>First"
                            + " excerpt.</p></ac:rich-text-body></ac:structured-macro>"
                            + "<ac:structured-macro ac:name=\"excerpt\"><ac:parameter"
                            + " ac:name=\"name\">two</ac:parameter><ac:rich-text-body><p>Second"
                            + " excerpt.</p></ac:rich-text-body></ac:structured-macro>",
                    "Circle",
                    "<p>Round</p><ac:structured-macro ac:name=\"include\"><ac:parameter"
                            + " ac:name=\"\"><ac:link><ri:page ri:content-title=\"Circle\" />"
                            + "</ac:link></ac:parameter></ac:structured-macro>");

    private Golden() {}

    static Stream<String> cases() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders
                    .filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String name, String file) {
        try {
            return Files.readString(FOLDER.resolve(name).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document convert(String storage, Format format) {
        return converter(format).convert(page("The Page", storage));
    }

    /** A converter that knows one page and one person. */
    static StorageConverter converter(Format format) {
        return new StorageConverter(
                new ConvertOptions(format, LinkStyle.FILE),
                (from, wanted) ->
                        wanted.equals(new ByTitle("KEY", "Known Page"))
                                ? Optional.of(page("Known Page", "").ref())
                                : Optional.empty(),
                account ->
                        account.equals("557058:ann")
                                ? Optional.of("Ann Example")
                                : Optional.empty());
    }

    /** A page that has the shared pages at hand to include. */
    static Page page(String title, String storage) {
        return new Page(
                new PageRef(
                        "cloud",
                        title.equals("The Page") ? "4711" : "4712",
                        PageRef.ContentType.PAGE,
                        "KEY",
                        title,
                        1,
                        Instant.EPOCH,
                        "Ann Example",
                        List.of(),
                        List.of(),
                        PageRef.Access.OPEN,
                        "https://example.atlassian.net/wiki/spaces/KEY/pages/4711/The+Page"),
                storage,
                wanted ->
                        Optional.ofNullable(SHARED.get(wanted.title()))
                                .map(body -> page(wanted.title(), body)));
    }
}
