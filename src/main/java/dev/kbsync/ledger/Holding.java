package dev.kbsync.ledger;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one sink holds of a page, or may hold.
 *
 * @param fingerprint of the page as the sink confirmed it; empty: announced and never confirmed, or
 *     to be delivered again; {@link #LET_GO}: the routes did not hand it on
 * @param paths lines for every file name its document may lie under; those with a question mark in
 *     front were never confirmed
 */
public record Holding(String fingerprint, List<String> paths) {

    /** Whatever the sink holds is older than the page, and stays. */
    static final String LET_GO = "-";

    private static final String UNCONFIRMED = "?";

    static final Holding NONE = new Holding("", List.of());

    public static Holding of(String fingerprint, String paths) {
        return new Holding(
                fingerprint, paths.lines().filter(line -> !plain(line).isEmpty()).toList());
    }

    /** Every file name its document may lie under. */
    public List<String> possiblePaths() {
        return paths.stream().map(Holding::plain).distinct().toList();
    }

    /** The file names under which the sink confirmed a document. */
    public List<String> ownPaths() {
        return paths.stream().filter(path -> !path.startsWith(UNCONFIRMED)).toList();
    }

    /** With another file name that a document may lie under soon. */
    public Holding announced(String path) {
        return new Holding(
                "",
                possiblePaths().contains(path)
                        ? paths
                        : Stream.concat(Stream.of(UNCONFIRMED + path), paths.stream()).toList());
    }

    /** The same, but it is to be delivered again. */
    public Holding doubted() {
        return new Holding("", paths);
    }

    public String lines() {
        return paths.stream().collect(Collectors.joining("\n"));
    }

    private static String plain(String path) {
        return path.replaceAll("^[?]+", "");
    }
}
