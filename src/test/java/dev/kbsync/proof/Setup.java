package dev.kbsync.proof;

import dev.kbsync.ConsoleClient;
import dev.kbsync.Instance;
import dev.kbsync.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** How a kbsync is set up; the seed decides it, and a person may change some of it later. */
final class Setup {

    /** What may be chosen where not all spaces are wanted. */
    private static final List<Set<String>> CHOICES =
            List.of(Set.of("ENG", "OPS"), Set.of("OPS"), Set.of("ENG", "OUT"));

    /** Enough for everything, data policies included. */
    private static final String SCOPES =
            "read:confluence-content.all,search:confluence,offline_access,read:space:confluence,"
                    + "read:page:confluence,read:content.metadata:confluence,"
                    + "read:attachment:confluence,read:content-details:confluence";

    private static final List<String> FOLDER_SPACES = List.of("ENG", "OUT");
    private static final List<String> SHELF_SPACES = List.of("ENG", "OPS");
    private static final List<String> SHELF_LABELS = List.of("runbook", "k2");

    private final String by;
    private final boolean allSpaces;
    private final int parallel;
    private final boolean extras;
    private final boolean restricted;
    private final String links;
    private final boolean warm;
    private final boolean granted;
    private final boolean sorted;
    private final boolean labelled;
    private Set<String> spaces;
    private String comments;
    private String attachments;

    Setup(long seed) {
        by = seed % 2 == 0 ? "search" : "spaces";
        allSpaces = seed / 2 % 2 == 0;
        parallel = seed / 4 % 2 == 0 ? 1 : 4;
        extras = seed / 8 % 2 == 1;
        comments = extras ? "all" : "none";
        attachments = !extras ? "none" : seed / 16 % 2 == 0 ? "list" : "text";
        restricted = seed / 32 % 2 == 1;
        links = Long.bitCount(seed) % 2 == 0 ? "file" : "web";
        warm = seed % 3 == 0;
        granted = seed % 5 == 1;
        sorted = seed % 4 == 2;
        labelled = Long.bitCount(seed) % 2 == 0;
        spaces = allSpaces ? Set.copyOf(World.SPACES) : CHOICES.get(0);
    }

    /** Whether people also comment pages and attach files to them. */
    boolean extras() {
        return extras;
    }

    /** Whether pages that only some may read are wanted, too. */
    boolean restricted() {
        return restricted;
    }

    /** Whether it is authorized by a grant, as an app, which data policies may keep out. */
    boolean granted() {
        return granted;
    }

    /** Whether the folder wants pages of this space. */
    boolean inFolder(String space) {
        return !sorted || FOLDER_SPACES.contains(space);
    }

    /** Whether the folder does not want the pages of all spaces. */
    boolean sorted() {
        return sorted;
    }

    /** Whether the shelf wants a page. */
    boolean onShelf(String space, Set<String> labels) {
        return labelled
                ? SHELF_LABELS.stream().anyMatch(labels::contains)
                : SHELF_SPACES.contains(space);
    }

    /** Whether time moves so little that what a server knows is still fresh in its next run. */
    boolean warm() {
        return warm;
    }

    /** How much time passes at most with a step. */
    Duration pace() {
        return warm ? Duration.ofSeconds(2) : Duration.ofSeconds(90);
    }

    /** Keys of the spaces that are synced. */
    Set<String> spaces() {
        return spaces;
    }

    /** Whether {@link #decide} changes anything. */
    boolean undecided() {
        return extras || !allSpaces;
    }

    /** Somebody wants other things from now on. */
    void decide(RandomGenerator dice) {
        if (extras) {
            comments = List.of("none", "footer", "all").get(dice.nextInt(3));
            attachments = List.of("none", "list", "text").get(dice.nextInt(3));
        }
        if (!allSpaces) {
            spaces = CHOICES.get(dice.nextInt(CHOICES.size()));
        }
    }

    /**
     * Starts a kbsync that follows the simulator's first site; one that needs a grant and starts
     * for the first time is given it on its console.
     */
    Instance start(Path folder, Instance.Builder builder, Simulator atlassian, Shelf shelf) {
        set(builder.atlassian(atlassian));
        builder.set("kbsync.deliver.to", "file,http")
                .set("kbsync.sinks.http.url", shelf.url())
                .set("kbsync.sinks.http.wait", 700)
                .set("kbsync.sinks.file.spaces", sorted ? String.join(",", FOLDER_SPACES) : "")
                .set("kbsync.sinks.http.labels", labelled ? String.join(",", SHELF_LABELS) : "")
                .set("kbsync.sinks.http.spaces", labelled ? "" : String.join(",", SHELF_SPACES));
        if (!granted) {
            return spaces(builder.site(atlassian.sites().get(0))).start();
        }
        spaces(builder.set("kbsync.sites.demo.url", atlassian.url()));
        if (Files.exists(folder.resolve("data"))) {
            return builder.start();
        }
        int port = ConsoleClient.freePort();
        Instance instance = builder.console(port).start();
        ConsoleClient console = new ConsoleClient(port).login();
        console.accept(console.authorize("demo"));
        return instance;
    }

    private Instance.Builder spaces(Instance.Builder builder) {
        return builder.set("kbsync.sites.demo.spaces", allSpaces ? "*" : String.join(",", spaces));
    }

    private void set(Instance.Builder builder) {
        builder.set("kbsync.listing.by", by)
                .set("kbsync.oauth.scopes", SCOPES)
                .set("kbsync.convert.links", links)
                .set("kbsync.sites.demo.comments", comments)
                .set("kbsync.sites.demo.attachments", attachments)
                .set("kbsync.sites.demo.restricted", restricted ? "include" : "skip")
                .set("kbsync.listing.limit", 7)
                .set("kbsync.listing.limit-without-bodies", 11)
                .set("kbsync.run.parallel", parallel)
                .set("kbsync.run.removals.count", 3)
                .set("kbsync.run.removals.percent", 5)
                .set("logging.level.root", "OFF")
                .set("logging.level.dev.kbsync", "OFF");
    }

    @Override
    public String toString() {
        return "listed by %s, spaces %s, %d at once, comments %s, attachments %s, restricted pages %s, links=%s, caches %s, with %s; the folder gets %s, the shelf %s"
                .formatted(
                        by,
                        allSpaces ? "*" : spaces,
                        parallel,
                        comments,
                        attachments,
                        restricted ? "included" : "skipped",
                        links,
                        warm ? "warm" : "mostly cold",
                        granted ? "a grant" : "an API token",
                        sorted ? FOLDER_SPACES : "everything",
                        labelled ? SHELF_LABELS : SHELF_SPACES);
    }
}
