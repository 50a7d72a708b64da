package dev.kbsync.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.site.RunKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures runs over sites of generated pages: simulator and {@code sync} are processes of their
 * own. Beside each full run stands a bare loop that asks for the same result pages, one after the
 * other, and throws them away.
 *
 * <p>Arguments: {@code search} or {@code spaces}, then numbers of pages.
 */
final class BigSite {

    private static final Pattern REQUEST =
            Pattern.compile("GET (/wiki/\\S+) -> 200, (\\d+) bytes, ([\\d.]+) ms");
    private static final Pattern RUN =
            Pattern.compile(
                    "after ([\\d.]+) s: listed (\\d+) = delivered (\\d+).* (\\d+) requests, (\\d+) points");
    private static final Pattern PEAK = Pattern.compile(Peak.MARK + "(\\d+) (\\d+)");
    private static final Duration LIMIT = Duration.ofHours(2);
    private static final int EDITS = 120;

    private final Command kbsync;
    private final Atlassian atlassian;
    private final int pages;

    private BigSite(Path folder, String by, int pages) {
        this.pages = pages;
        atlassian = new Atlassian(folder, pages, "--verbose");
        List<String> options = new ArrayList<>(List.of("-Xmx256m"));
        options.addAll(
                Arrays.stream(System.getProperty("measure.options", "").split(" "))
                        .filter(option -> !option.isEmpty())
                        .toList());
        kbsync =
                new Command(folder.resolve("kbsync"), atlassian.url())
                        .set("kbsync.listing.by", by)
                        .options(options);
    }

    public static void main(String[] arguments) throws IOException {
        for (String pages : List.of(arguments).subList(1, arguments.length)) {
            Path folder = Files.createTempDirectory("kbsync-big");
            new BigSite(folder, arguments[0], Integer.parseInt(pages)).measure(arguments[0]);
            Folders.delete(folder);
        }
    }

    private void measure(String by) {
        try (atlassian) {
            Run full = run(RunKind.FULL);
            List<Asked> asked = asked(0);
            double bare = bare(asked);
            tell("%d pages, listed by %s, -Xmx256m", pages, by);
            tell("  full     %s", full);
            tell(
                    "  bare     %d requests, %.0f MB in %.1f s, %.0f pages/s; the simulator said %.1f s to kbsync",
                    asked.size(),
                    asked.stream().mapToLong(Asked::bytes).sum() / 1e6,
                    bare,
                    pages / bare,
                    asked.stream().mapToDouble(Asked::milliseconds).sum() / 1000);
            tell("  again    %s", run(RunKind.FULL));
            tell("  idle     %s", run(RunKind.CHANGES));
            edit();
            tell("  %d edits %s", EDITS, run(RunKind.CHANGES));
            tell("  idle     %s", run(RunKind.CHANGES));
        }
    }

    private static void tell(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** What one run cost. */
    private record Run(
            double process,
            double seconds,
            int listed,
            int delivered,
            int requests,
            int points,
            int peak,
            double processor) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.1f s (process %.1f s, processor time %.1f s), %.0f pages/s, listed %d, delivered %d, %d requests,"
                            + " %d points (%.3f a page), peak %d MB",
                    seconds,
                    process,
                    processor,
                    listed / seconds,
                    listed,
                    delivered,
                    requests,
                    points,
                    (double) points / Math.max(1, Math.max(delivered, listed)),
                    peak / 1024);
        }
    }

    private Run run(RunKind kind) {
        long began = System.nanoTime();
        try (Child sync = kbsync.sync(Peak.class, kind, false)) {
            int code = sync.exit(LIMIT);
            double process = (System.nanoTime() - began) / 1e9;
            String printed = sync.printed();
            Matcher run = RUN.matcher(printed);
            Matcher peak = PEAK.matcher(printed);
            if (code != 0 || !run.find() || !peak.find()) {
                throw new AssertionError("The run failed:\n" + printed);
            }
            return new Run(
                    process,
                    Double.parseDouble(run.group(1)),
                    Integer.parseInt(run.group(2)),
                    Integer.parseInt(run.group(3)),
                    Integer.parseInt(run.group(4)),
                    Integer.parseInt(run.group(5)),
                    Integer.parseInt(peak.group(1)),
                    Integer.parseInt(peak.group(2)) / 1000.0);
        }
    }

    /** One request, as the simulator answered it. */
    private record Asked(String target, long bytes, double milliseconds) {}

    private List<Asked> asked(int from) {
        try {
            return Files.readAllLines(atlassian.process().output()).stream()
                    .map(REQUEST::matcher)
                    .filter(Matcher::find)
                    .map(
                            line ->
                                    new Asked(
                                            line.group(1),
                                            Long.parseLong(line.group(2)),
                                            Double.parseDouble(line.group(3))))
                    .skip(from)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double bare(List<Asked> asked) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                "bot@example.com:simulator-token".getBytes(StandardCharsets.UTF_8));
        long began = System.nanoTime();
        for (Asked one : asked) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(atlassian.url() + one.target()))
                            .header("Authorization", "Basic " + basic)
                            .build();
            try {
                if (http.send(request, BodyHandlers.ofByteArray()).statusCode() != 200) {
                    throw new AssertionError("Refused: " + one);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private void edit() {
        int left = EDITS;
        for (JsonNode page : atlassian.get("content").path("content")) {
            if (left-- > 0) {
                atlassian.put("pages/" + page.path("id").asText(), Map.of("body", "<p>edited</p>"));
            }
        }
    }
}
