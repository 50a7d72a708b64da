package dev.kbsync.deliver.git;

import dev.kbsync.history.RunReport;
import dev.kbsync.page.OneLine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what a run changed, and which run it was. */
final class CommitMessage {

    private static final int MOST_TITLES = 10;
    private static final int TITLE = 80;

    private CommitMessage() {}

    /** What became of a document; in the order of the message. */
    enum Fate {
        ADDED,
        CHANGED,
        REMOVED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param titles the titles of the documents, by what became of them
     */
    static String of(RunReport report, Map<Fate, List<String>> titles) {
        String counts =
                Stream.of(Fate.values())
                        .filter(titles::containsKey)
                        .map(
                                fate ->
                                        titles.getOrDefault(fate, List.of()).size()
                                                + " "
                                                + fate.word())
                        .collect(Collectors.joining(", "));
        List<String> lines =
                Stream.of(Fate.values())
                        .filter(titles::containsKey)
                        .flatMap(
                                fate ->
                                        titles.getOrDefault(fate, List.of()).stream()
                                                .sorted()
                                                .map(
                                                        title ->
                                                                "- "
                                                                        + fate.word()
                                                                        + ": "
                                                                        + harmless(title)))
                        .toList();
        StringBuilder message =
                new StringBuilder("Documents of %s: %s\n\n".formatted(report.site(), counts));
        lines.stream().limit(MOST_TITLES).forEach(line -> message.append(line).append('\n'));
        if (lines.size() > MOST_TITLES) {
            message.append("- and ").append(lines.size() - MOST_TITLES).append(" more\n");
        }
        return message.append(
                        "\nRun %s (%s) of kbsync\n".formatted(report.id(), report.kind().word()))
                .toString();
    }

    /**
     * A title that says nothing to the servers that read messages: it mentions nobody, closes no
     * issue, and skips no build.
     */
    private static String harmless(String title) {
        return OneLine.of(
                OneLine.of(title)
                        .replaceAll("[#@!\\[\\]*/\\\\<>`]+", " ")
                        .replaceAll("(?<=\\p{L})-(?=\\d)", "\u2013")
                        .replaceAll(" {2,}", " "),
                TITLE);
    }
}
