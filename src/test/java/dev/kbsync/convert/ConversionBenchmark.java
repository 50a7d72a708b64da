package dev.kbsync.convert;

import dev.kbsync.chunk.ChunkProperties;
import dev.kbsync.chunk.Chunker;
import dev.kbsync.convert.handling.ConvertOptions;
import dev.kbsync.page.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How fast pages are converted and cut, beside jsoup's bare parse of the same bytes. The README
 * says how to run it; its argument is a folder of pages.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(1)
public class ConversionBenchmark {

    /** All pages as they are, or, put together, one page of so many characters. */
    private static final String AS_THEY_ARE = "0";

    @Param("src/test/resources/convert")
    private String folder = "";

    @Param({AS_THEY_ARE, "10000", "100000", "1000000", "10000000"})
    private int length;

    private final StorageConverter converter = new StorageConverter(ConvertOptions.DEFAULT);
    private final Chunker chunker = new Chunker(ChunkProperties.DEFAULT);
    private List<Page> pages = List.of();

    @Setup(Level.Trial)
    public void read() throws IOException {
        pages = bodies(folder, length).stream().map(body -> Golden.page("The Page", body)).toList();
    }

    private static List<String> bodies(String folder, int length) throws IOException {
        List<String> bodies = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (file.toString().matches(".*(xhtml|input\\.xml|storage\\.xml)")) {
                    bodies.add(Files.readString(file));
                }
            }
        }
        if (length == 0) {
            return bodies;
        }
        StringBuilder one = new StringBuilder();
        for (int i = 0; one.length() < length; i++) {
            one.append(bodies.get(i % bodies.size()));
        }
        return List.of(one.toString());
    }

    @Benchmark
    public int parse() {
        int nodes = 0;
        for (Page page : pages) {
            nodes += Jsoup.parse(page.storage(), "", Parser.xmlParser()).childNodeSize();
        }
        return nodes;
    }

    @Benchmark
    public int convert() {
        int length = 0;
        for (Page page : pages) {
            length += converter.convert(page).text().length();
        }
        return length;
    }

    /** Converts and cuts; the difference to {@link #convert} is the cut. */
    @Benchmark
    public int chunk() {
        int chunks = 0;
        for (Page page : pages) {
            chunks += chunker.cut(converter.convert(page)).chunks().size();
        }
        return chunks;
    }

    /** Runs all, and prints megabytes in a second and bytes of garbage for each byte of input. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include(ConversionBenchmark.class.getName())
                        .addProfiler(GCProfiler.class);
        String folder = arguments.length == 0 ? "src/test/resources/convert" : arguments[0];
        Collection<RunResult> results = new Runner(options.param("folder", folder).build()).run();
        System.out.printf(
                "%n%-10s %12s %10s %10s %14s%n", "", "bytes", "ms", "MB/s", "garbage/byte");
        for (RunResult result : results) {
            int length = Integer.parseInt(result.getParams().getParam("length"));
            long bytes =
                    bodies(folder, length).stream()
                            .mapToLong(body -> body.getBytes(StandardCharsets.UTF_8).length)
                            .sum();
            double millis = result.getPrimaryResult().getScore();
            Result<?> garbage = result.getSecondaryResults().get("gc.alloc.rate.norm");
            String name = result.getParams().getBenchmark();
            System.out.printf(
                    "%-10s %12d %10.2f %10.1f %14.1f%n",
                    name.substring(name.lastIndexOf('.') + 1),
                    bytes,
                    millis,
                    bytes / millis / 1000,
                    garbage == null ? Double.NaN : garbage.getScore() / bytes);
        }
    }
}
