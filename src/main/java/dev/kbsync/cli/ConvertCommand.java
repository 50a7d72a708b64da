package dev.kbsync.cli;

import dev.kbsync.chunk.ChunkProperties;
import dev.kbsync.chunk.Chunker;
import dev.kbsync.convert.StorageConverter;
import dev.kbsync.convert.handling.ConvertOptions;
import dev.kbsync.convert.handling.LinkStyle;
import dev.kbsync.deliver.ChunkLines;
import dev.kbsync.page.Census;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageRef.ContentType;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Converts files of storage format; starts no application. */
@Command(
        name = "convert",
        description = {
            "Converts Confluence storage format to Markdown or text.",
            "Exits 1 if a file could not be read or written; the others are converted all the same."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class ConvertCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";
    private static final String CHUNKS = ".chunks.jsonl";

    @Option(
            names = "--format",
            defaultValue = "markdown",
            description = "markdown (default) or text.")
    private Format format;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the results, one file each; default: standard output.")
    private @Nullable Path out;

    @Option(
            names = "--chunks",
            description =
                    "Cuts the documents as kbsync.chunk.* does by default, and writes their chunks as lines of JSON instead (ending .chunks.jsonl in DIR).")
    private boolean chunks;

    @Option(
            names = "--census",
            description =
                    "Prints to standard error which macros and elements were found and how each was handled.")
    private boolean census;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files to convert; - for standard input.")
    private List<String> files;

    private final Chunker chunker = new Chunker(ChunkProperties.DEFAULT);
    private final Set<String> taken = new HashSet<>();

    @Override
    public Integer call() {
        StorageConverter converter =
                new StorageConverter(new ConvertOptions(format, LinkStyle.WEB));
        // Not the console's own stream: its character set is the terminal's, the documents' is
        // UTF-8.
        PrintStream console = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        Census sum = Census.EMPTY;
        int failed = 0;
        for (String file : files) {
            try {
                Document document = converter.convert(page(file));
                write(document, file, console);
                sum = sum.plus(document.census());
                document.census()
                        .warnings()
                        .forEach(warning -> System.err.println(file + ": " + warning));
            } catch (IOException e) {
                System.err.printf("%s: cannot be read or written (%s)%n", file, reason(e));
                failed++;
            }
        }
        console.flush();
        if (census) {
            print(sum);
        }
        return failed == 0 ? 0 : 1;
    }

    private static void print(Census census) {
        String line = "%-40s %6s %9s %6s %8s %8s%n";
        System.err.printf(line, "met", "pages", "rendered", "named", "dropped", "unknown");
        for (Census.Met met : census.met()) {
            System.err.printf(
                    line,
                    met.construct(),
                    met.pages(),
                    met.rendered(),
                    met.named(),
                    met.dropped(),
                    met.unknown());
        }
    }

    private static Page page(String file) throws IOException {
        byte[] bytes =
                file.equals(STANDARD_INPUT)
                        ? System.in.readAllBytes()
                        : Files.readAllBytes(Path.of(file));
        String name = baseName(file);
        PageRef ref =
                new PageRef(
                        "none",
                        "0",
                        ContentType.PAGE,
                        "SPACE",
                        name,
                        1,
                        Instant.EPOCH,
                        "",
                        List.of(),
                        List.of(),
                        Access.OPEN,
                        "https://example.atlassian.net/wiki/spaces/SPACE/pages/0");
        return new Page(ref, new String(bytes, StandardCharsets.UTF_8));
    }

    private void write(Document document, String file, PrintStream console) throws IOException {
        String written = chunks ? ChunkLines.of(chunker.cut(document).chunks()) : document.text();
        if (out == null) {
            console.print(written);
            return;
        }
        String ending = chunks ? CHUNKS : "." + format.extension();
        Files.createDirectories(out);
        Files.writeString(out.resolve(freeName(file) + ending), written);
    }

    /** Files of the same name in different folders must not overwrite each other's results. */
    private String freeName(String file) {
        Path folder = Path.of(file).toAbsolutePath().getParent();
        Path parent = folder == null ? null : folder.getFileName();
        String plain = baseName(file);
        String longer = parent == null ? plain : parent + "-" + plain;
        String name = taken.contains(plain) ? longer : plain;
        for (int number = 2; !taken.add(name); number++) {
            name = longer + "-" + number;
        }
        return name;
    }

    private static String baseName(String file) {
        Path name = Path.of(file).getFileName();
        return name == null || file.equals(STANDARD_INPUT)
                ? "page"
                : name.toString().replaceAll("\\.[^.]*$", "");
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
