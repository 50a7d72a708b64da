package dev.kbsync.chunk;

import dev.kbsync.convert.measure.Measure;
import dev.kbsync.page.Chunk;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Edits every page below some folders in every way, and prints how many chunks have another hash
 * afterwards: so many have to be embedded again.
 *
 * <p>Arguments: folders.
 */
public final class EditMeasure {

    private static final int LIMIT = 400;
    private static final int LARGE = 8;
    private static final int TOGETHER = 10;
    private static final int TIMES = 5;

    private final Map<Edit, List<Integer>> changed = new EnumMap<>(Edit.class);
    private final Random random = new Random(1);
    private long chunks;
    private long tokens;
    private int pages;

    public static void main(String[] folders) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> pages = new ArrayList<>();
        for (String folder : folders) {
            for (Path file : Measure.pages(Path.of(folder))) {
                pages.add(Files.readString(file));
            }
        }
        EditMeasure each = new EditMeasure();
        pages.forEach(each::page);
        each.print("Pages as they are", out);
        EditMeasure large = new EditMeasure();
        pages.stream().filter(page -> chunks(page).size() >= LARGE).forEach(large::page);
        large.print("Those of %d chunks and more".formatted(LARGE), out);
        EditMeasure flat = new EditMeasure();
        for (int i = 0; i < pages.size(); i += TOGETHER) {
            List<String> some = pages.subList(i, Math.min(pages.size(), i + TOGETHER));
            flat.page(String.join("", some).replaceAll("(</?)h[1-6][^>]*>", "$1p>"));
        }
        flat.print("%d pages at a time as one, without headings".formatted(TOGETHER), out);
    }

    private static List<Chunk> chunks(String storage) {
        return Cuts.chunks(storage, LIMIT);
    }

    /** Edits a page in every way that it has a place for. */
    void page(String storage) {
        String whole = Edit.page(storage).outerHtml();
        List<Chunk> before = chunks(whole);
        pages++;
        chunks += before.size();
        tokens += before.stream().mapToLong(Chunk::tokens).sum();
        Set<String> known = before.stream().map(Chunk::hash).collect(Collectors.toSet());
        for (Edit edit : Edit.values()) {
            for (int i = 0; i < TIMES; i++) {
                String edited = edit.of(storage, random);
                if (!edited.equals(whole)) {
                    changed.computeIfAbsent(edit, unused -> new ArrayList<>())
                            .add(news(known, chunks(edited)));
                }
            }
        }
    }

    private static int news(Set<String> known, List<Chunk> after) {
        Set<String> news =
                after.stream().map(Chunk::hash).collect(Collectors.toCollection(HashSet::new));
        news.removeAll(known);
        return news.size();
    }

    List<Integer> all() {
        return changed.values().stream().flatMap(List::stream).sorted().toList();
    }

    double mean(Edit edit) {
        return mean(changed.getOrDefault(edit, List.of()));
    }

    private static double mean(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).average().orElse(0);
    }

    private void print(String title, PrintStream out) {
        if (pages == 0) {
            return;
        }
        out.printf(
                "%s: %d pages, %.1f chunks a page, %.0f tokens a chunk%n",
                title, pages, (double) chunks / pages, (double) tokens / Math.max(1, chunks));
        out.println("edit                edits   mean   <= 1   <= 2    p90    p99   most");
        changed.forEach((edit, counts) -> line(out, edit.name(), counts));
        line(out, "all", all());
    }

    private static void line(PrintStream out, String name, List<Integer> counts) {
        List<Integer> sorted = counts.stream().sorted().toList();
        out.printf(
                "%-18s %6d %6.2f %5.1f%% %5.1f%% %6d %6d %6d%n",
                name.toLowerCase(Locale.ROOT).replace('_', ' '),
                sorted.size(),
                mean(sorted),
                share(sorted, 1),
                share(sorted, 2),
                sorted.get(sorted.size() * 9 / 10),
                sorted.get(sorted.size() * 99 / 100),
                sorted.get(sorted.size() - 1));
    }

    private static double share(List<Integer> counts, int most) {
        return 100.0 * counts.stream().filter(count -> count <= most).count() / counts.size();
    }
}
