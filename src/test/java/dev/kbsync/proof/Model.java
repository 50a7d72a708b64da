package dev.kbsync.proof;

import dev.kbsync.Instance;
import dev.kbsync.SettableClock;
import dev.kbsync.run.FailureStore;
import dev.kbsync.run.RunReport;
import dev.kbsync.run.RunReport.State;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.site.Site;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Random steps on a site, runs of a kbsync that follows it, and trouble for both; after each run,
 * what has to be true. The seed decides everything, down to how the site is listed.
 */
final class Model implements AutoCloseable {

    /** What may be chosen where not all spaces are wanted. */
    private static final List<Set<String>> CHOICES =
            List.of(Set.of("ENG", "OPS"), Set.of("OPS"), Set.of("ENG", "OUT"));

    private final Path folder;
    private final Random dice;
    private final Story story;
    private final SettableClock clock = new SettableClock();
    private final Simulator atlassian;
    private final World world;
    private final Weather weather;
    private final Trouble trouble = new Trouble();
    private final Oracle oracle;
    private final Site site;
    private final boolean allSpaces;
    private final String by;
    private final int parallel;
    private final boolean extras;
    private final String restricted;
    private final String links;

    /** Whether time moves so little that what a server knows is still fresh in its next run. */
    private final boolean warm;

    private Set<String> spaces = CHOICES.get(0);
    private String comments;
    private String attachments;
    private Instance kbsync;
    private int runs;
    private int crashes;

    private Model(Path folder, long seed, Story story) {
        this.folder = folder;
        this.story = story;
        dice = new Random(seed);
        by = seed % 2 == 0 ? "search" : "spaces";
        allSpaces = seed / 2 % 2 == 0;
        parallel = seed / 4 % 2 == 0 ? 1 : 4;
        extras = seed / 8 % 2 == 1;
        comments = extras ? "all" : "none";
        attachments = !extras ? "none" : seed / 16 % 2 == 0 ? "list" : "text";
        boolean include = seed / 32 % 2 == 1;
        restricted = include ? "include" : "skip";
        links = Long.bitCount(seed) % 2 == 0 ? "file" : "web";
        warm = seed % 3 == 0;
        story.tell(
                "seed %d: listed by %s, %s, %d at once, comments %s, attachments %s, restricted %s, links %s, caches %s"
                        .formatted(
                                seed,
                                by,
                                allSpaces ? "all spaces" : "chosen spaces",
                                parallel,
                                comments,
                                attachments,
                                restricted,
                                links,
                                warm ? "warm" : "mostly cold"));
        atlassian = Simulator.start(SimulatorOptions.bare().quota(Integer.MAX_VALUE).clock(clock));
        site = atlassian.sites().get(0);
        Set<String> wanted = allSpaces ? Set.copyOf(World.SPACES) : spaces;
        world =
                new World(
                        atlassian.control().site(),
                        clock,
                        dice,
                        wanted,
                        extras,
                        include,
                        warm ? Duration.ofSeconds(2) : Duration.ofSeconds(90),
                        story::tell);
        weather = new Weather(atlassian.control(), dice, story::tell);
        oracle =
                new Oracle(
                        world, new Fresh(folder.resolve("fresh"), this::instance), site.cloudId());
        kbsync = start();
    }

    private Instance start() {
        return instance(folder.resolve("followed")).bean("trouble", trouble).start();
    }

    private Instance.Builder instance(Path where) {
        Instance.Builder instance = Instance.in(where).clock(clock).atlassian(atlassian).site(site);
        if (!allSpaces) {
            instance.set("kbsync.sites.demo.spaces", String.join(",", spaces));
        }
        return instance.set("kbsync.listing.by", by)
                .set("kbsync.convert.links", links)
                .set("kbsync.sites.demo.comments", comments)
                .set("kbsync.sites.demo.attachments", attachments)
                .set("kbsync.sites.demo.restricted", restricted)
                .set("kbsync.listing.limit", 7)
                .set("kbsync.listing.limit-without-bodies", 11)
                .set("kbsync.run.parallel", parallel)
                .set("kbsync.run.removals.count", 3)
                .set("kbsync.run.removals.percent", 5)
                .set("logging.level.root", "OFF")
                .set("logging.level.dev.kbsync", "OFF");
    }

    /**
     * Plays one seed.
     *
     * @throws AssertionError with everything that happened, if something is wrong
     */
    static void play(Path folder, long seed, int steps) {
        Story story = new Story();
        long began = System.nanoTime();
        try (Model model = new Model(folder, seed, story)) {
            for (int i = 0; i < steps; i++) {
                model.step();
            }
            model.end();
            System.out.printf(
                    "model: seed %d, %d steps, %d runs, %d crashes, %.0f s%n",
                    seed, steps, model.runs, model.crashes, (System.nanoTime() - began) / 1e9);
        } catch (Throwable wrong) {
            throw new AssertionError(
                    "%s%n%nSeed %d. What happened:%n%s".formatted(wrong.getMessage(), seed, story),
                    wrong);
        }
    }

    /** For long plays: folder, steps, seeds. */
    public static void main(String[] arguments) {
        for (int i = 2; i < arguments.length; i++) {
            long seed = Long.parseLong(arguments[i]);
            Path folder = Path.of(arguments[0], "seed-" + seed);
            Folders.delete(folder);
            play(folder, seed, Integer.parseInt(arguments[1]));
        }
    }

    /** One step: somebody does something, or kbsync runs. */
    private void step() {
        if (dice.nextInt(100) < 3 && !warm) {
            Duration jump = Duration.ofHours(dice.nextLong(1, dice.nextInt(5) == 0 ? 300 : 30));
            story.tell("time jumps by " + jump);
            clock.advance(jump);
        }
        if ((extras || !allSpaces) && dice.nextInt(100) == 0) {
            decide();
        }
        if (dice.nextInt(100) < 78) {
            world.step();
        } else {
            run();
        }
    }

    /** Brings everything in step and compares once more, with a fresh instance of its own. */
    private void end() {
        world.settle();
        clock.advance(Duration.ofHours(1));
        RunReport report = run(RunKind.FULL, true);
        if (report != null) {
            Oracle.good(report);
            oracle.inStep(report, kbsync, true);
        }
    }

    private void run() {
        RunKind kind = dice.nextInt(5) < 3 ? RunKind.CHANGES : RunKind.FULL;
        boolean override = dice.nextInt(3) == 0;
        boolean settled = dice.nextInt(4) > 0;
        if (settled) {
            world.settle();
        }
        // What failed before waits for its own time in a run for changes.
        boolean waiting =
                kind == RunKind.CHANGES
                        && kbsync.bean(FailureStore.class).count(site.cloudId()) > 0;
        boolean fine = weather.change();
        boolean fair = trouble() && fine;
        boolean meddled = dice.nextInt(6) == 0;
        if (meddled) {
            trouble.after(dice.nextInt(1, 400), this::meddle);
        }
        Map<String, byte[]> before = Folders.read(kbsync.folder());
        RunReport report = run(kind, override);
        weather.clear();
        boolean crashed = trouble.crashed();
        trouble.clear();
        oracle.nothingLost(before, kbsync);
        if (crashed || report == null) {
            oracle.ran();
            recover();
            return;
        }
        Oracle.balanced(report);
        if (fair && !waiting && !meddled && report.state() != State.REFUSED) {
            Oracle.good(report);
        }
        if (settled && !meddled && report.good()) {
            oracle.inStep(report, kbsync, false);
        } else {
            oracle.ran();
        }
    }

    /**
     * @return whether there is none
     */
    private boolean trouble() {
        boolean crash = dice.nextInt(12) == 0;
        boolean refusing = dice.nextInt(6) == 0;
        if (crash) {
            int operations = dice.nextInt(1, dice.nextBoolean() ? 60 : 600);
            story.tell("a crash after " + operations + " operations");
            trouble.crashAfter(operations);
        }
        if (refusing) {
            int part = dice.nextInt(2, 8);
            story.tell("the sink refuses one document of " + part);
            trouble.refuse(id -> id.hashCode() % part == 0);
        }
        return !refusing;
    }

    private void meddle() {
        story.tell("meanwhile:");
        for (int i = dice.nextInt(1, 4); i > 0; i--) {
            world.step();
        }
    }

    /**
     * @return null if it crashed
     */
    private @Nullable RunReport run(RunKind kind, boolean override) {
        try {
            RunReport report =
                    kbsync.bean(RunStarter.class).run(new RunRequest("demo", kind, override));
            story.tell("run" + (override ? ", overriding: " : ": ") + report.text());
            runs++;
            return report;
        } catch (RuntimeException e) {
            if (!trouble.crashed()) {
                throw e;
            }
            story.tell("run " + kind + " crashed: " + e.getMessage());
            crashes++;
            return null;
        }
    }

    /** Somebody wants other things from now on. */
    private void decide() {
        if (extras) {
            comments = List.of("none", "footer", "all").get(dice.nextInt(3));
            attachments = List.of("none", "list", "text").get(dice.nextInt(3));
        }
        if (!allSpaces) {
            spaces = CHOICES.get(dice.nextInt(CHOICES.size()));
            world.want(spaces);
        }
        story.tell(
                "from now on comments %s, attachments %s, spaces %s"
                        .formatted(comments, attachments, allSpaces ? "all" : spaces));
        oracle.decided();
        restart();
    }

    private void recover() {
        if (dice.nextInt(4) == 0) {
            story.tell("started anew");
            restart();
        }
        if (dice.nextInt(4) > 0) {
            // The lease of the crashed run lapses: this process, its holder, is still there.
            clock.advance(Duration.ofMinutes(16));
        }
    }

    private void restart() {
        trouble.die();
        kbsync.close();
        trouble.clear();
        kbsync = start();
    }

    @Override
    public void close() {
        kbsync.close();
        oracle.close();
        atlassian.close();
    }
}
