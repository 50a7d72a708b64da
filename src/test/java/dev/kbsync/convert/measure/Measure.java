package dev.kbsync.convert.measure;

import dev.kbsync.convert.RoundTrip;
import dev.kbsync.convert.StorageConverter;
import dev.kbsync.convert.handling.ConvertOptions;
import dev.kbsync.convert.handling.LinkStyle;
import dev.kbsync.page.Census;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.Page;
import dev.kbsync.page.PageRef;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Converts every page below a folder and prints what was kept, lost, leaked, printed twice and
 * refused. Facts and words are compared regardless of where they stand, characters in their order,
 * punctuation included. Where {@code page.html} stands beside {@code page.xhtml} it compares the
 * words with it.
 *
 * <p>Arguments: folders; {@code -v} to see every fact that was lost or added.
 */
public final class Measure {

    private final PrintStream out;
    private final boolean verbose;
    private final Map<Kind, int[]> kept = new EnumMap<>(Kind.class);
    private final List<String> details = new ArrayList<>();
    private final StorageConverter converter =
            new StorageConverter(new ConvertOptions(Format.MARKDOWN, LinkStyle.WEB));
    private Census census = Census.EMPTY;
    private int pages;
    private int refused;
    private int misread;
    private int leaked;
    private int twice;
    private int added;
    private int words;
    private int missing;
    private int characters;
    private int lostCharacters;
    private int referencePages;
    private long referenceWords;
    private long documentWords;
    private long commonWords;

    private Measure(PrintStream out, boolean verbose) {
        this.out = out;
        this.verbose = verbose;
    }

    public static void main(String[] arguments) throws IOException {
        List<String> folders = new ArrayList<>(List.of(arguments));
        boolean verbose = folders.remove("-v");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Measure measure = new Measure(out, verbose);
        for (String folder : folders) {
            for (Path file : pages(Path.of(folder))) {
                measure.page(file);
            }
        }
        measure.print();
    }

    /** The files that hold pages: not exports, not renderings. */
    public static List<Path> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(Measure::isPage).sorted().toList();
        }
    }

    private static boolean isPage(Path file) {
        String name = file.getFileName().toString();
        boolean rendering =
                name.equals("page.html") && Files.exists(file.resolveSibling("page.xhtml"));
        return name.matches(".*\\.(xhtml|xml|html|storage)")
                && !name.equals("entities.xml")
                && !rendering;
    }

    private void page(Path file) throws IOException {
        String storage = Files.readString(file);
        pages++;
        Document document;
        try {
            document = converter.convert(page(storage));
        } catch (RuntimeException | StackOverflowError e) {
            refused++;
            details.add(file + " refused: " + e);
            return;
        }
        census = census.plus(document.census());
        if (!RoundTrip.holds(storage)) {
            misread++;
            details.add(file + " is read differently");
        }
        Facts source = SourceFacts.of(storage);
        Facts stated = DocumentFacts.of(document.text());
        String shown = DocumentFacts.text(DocumentFacts.PARSER.parse(document.text()));
        add(file, new Verdict(source, stated, shown));
        characters(file, source.raw.toString(), shown);
        Path html = file.resolveSibling("page.html");
        if (Files.exists(html) && !Reference.isIncomparable(storage)) {
            compare(file, Reference.words(Files.readString(html), storage), stated.words);
        }
    }

    private void add(Path file, Verdict verdict) {
        for (Kind kind : Kind.values()) {
            int[] sums = kept.computeIfAbsent(kind, unused -> new int[2]);
            List<String> lost = verdict.lost.getOrDefault(kind, List.of());
            int expected = verdict.expected.getOrDefault(kind, 0);
            sums[0] += expected - lost.size();
            sums[1] += expected;
            lost.forEach(fact -> details.add(file + " lost " + kind.title() + ": " + fact));
        }
        words += verdict.words;
        missing += verdict.missing.values().stream().mapToInt(Integer::intValue).sum();
        leaked += verdict.leaked.size();
        twice += verdict.twice.size();
        added += verdict.added.size();
        note(file, "missing", verdict.missing.keySet());
        note(file, "leaked", verdict.leaked);
        note(file, "twice", verdict.twice);
        note(file, "added", verdict.added);
    }

    private void characters(Path file, String source, String shown) {
        List<String> lost = Characters.lost(source, shown);
        characters += Characters.count(source);
        lostCharacters += lost.stream().mapToInt(Characters::count).sum();
        note(file, "characters missing", lost);
    }

    private void note(Path file, String what, java.util.Collection<String> which) {
        if (!which.isEmpty()) {
            details.add(
                    file
                            + " "
                            + what
                            + ": "
                            + which.stream().limit(30).collect(Collectors.joining(" ")));
        }
    }

    private void compare(Path file, Words reference, Words document) {
        referencePages++;
        int common = reference.common(document);
        referenceWords += reference.size();
        documentWords += document.size();
        commonWords += common;
        if (common < reference.size() || common < document.size()) {
            note(file, "not in the document", reference.minus(document).keySet());
            note(file, "not in the rendering", document.minus(reference).keySet());
        }
    }

    private void print() {
        if (verbose) {
            details.forEach(out::println);
            census.warnings().forEach(out::println);
            out.println();
        }
        out.printf("%-28s %8s %8s %8s%n", "fact", "stated", "kept", "%");
        kept.forEach((kind, sums) -> row(kind.title(), sums[1], sums[0]));
        row("words of the source", words, words - missing);
        row("characters of the source", characters, characters - lostCharacters);
        out.printf("%-28s %8d%n", "pages", pages);
        out.printf("%-28s %8d%n", "refused", refused);
        out.printf("%-28s %8d%n", "read differently", misread);
        out.printf("%-28s %8d%n", "words leaked", leaked);
        out.printf("%-28s %8d%n", "words printed twice", twice);
        out.printf("%-28s %8d%n", "words added", added);
        out.printf("%-28s %8d%n", "pages with a rendering", referencePages);
        if (referencePages > 0) {
            out.printf("%-28s %8.4f%n", "  word precision", commonWords / (double) documentWords);
            out.printf("%-28s %8.4f%n", "  word recall", commonWords / (double) referenceWords);
        }
        out.println();
        out.printf("%-40s %6s  %s%n", "construct", "pages", "what became of it");
        census.counts()
                .forEach(
                        (construct, what) ->
                                out.printf(
                                        "%-40s %6d  %s%n",
                                        construct, census.pages().get(construct), what));
    }

    private void row(String title, int stated, int keptOnes) {
        double share = stated == 0 ? 100 : 100.0 * keptOnes / stated;
        out.printf("%-28s %8d %8d %8.2f%n", title, stated, keptOnes, share);
    }

    private static Page page(String storage) {
        return new Page(
                new PageRef(
                        "cloud",
                        "4711",
                        PageRef.ContentType.PAGE,
                        "KEY",
                        "",
                        1,
                        Instant.EPOCH,
                        "",
                        List.of(),
                        List.of(),
                        PageRef.Access.OPEN,
                        "https://example.atlassian.net/wiki/spaces/KEY/pages/4711"),
                storage);
    }
}
