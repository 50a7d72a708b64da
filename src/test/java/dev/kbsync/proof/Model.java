package dev.kbsync.proof;

import dev.kbsync.Instance;
import dev.kbsync.SettableClock;
import dev.kbsync.history.RunReport;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.proof.Shelf.Outage;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.run.Runs;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.site.Site;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Random steps on a site, runs of a kbsync that follows it, and trouble for both; after each run,
 * what has to be true. The seed decides everything, down to how the site is listed.
 */
final class Model implements AutoCloseable {

    private final Path folder;
    private final Random dice;
    private final Setup setup;
    private final Story story;
    private final SettableClock clock = new SettableClock();
    private final Simulator atlassian;
    private final World world;
    private final Weather weather;
    private final Trouble trouble = new Trouble();
    private final Losses losses;
    private final Oracle oracle;
    private final Shelf shelf = new Shelf();
    private final Shelf freshShelf = new Shelf();
    private final Site site;
    private final Set<String> reported = new HashSet<>();
    private Instance kbsync;
    private int runs;
    private int crashes;

    private Model(Path folder, long seed, Story story) {
        this.folder = folder;
        this.story = story;
        dice = new Random(seed);
        setup = new Setup(seed);
        story.tell("seed %d: %s".formatted(seed, setup));
        atlassian = Simulator.start(SimulatorOptions.bare().quota(Integer.MAX_VALUE).clock(clock));
        // A crash within a refresh is another test's matter.
        atlassian.control().tokenLifetimes(Duration.ofHours(1), Duration.ofDays(10_000));
        site = atlassian.sites().get(0);
        world = new World(atlassian.control().site(), clock, dice, setup, story::tell);
        weather = new Weather(atlassian.control(), dice, story::tell);
        losses = new Losses(dice, story::tell);
        Fresh fresh =
                new Fresh(
                        folder.resolve("fresh"),
                        freshShelf,
                        where -> start(where, instance(where), freshShelf));
        oracle = new Oracle(world, shelf, fresh, site.cloudId());
        kbsync = start();
    }

    private Instance start() {
        Path where = folder.resolve("followed");
        return start(
                where,
                instance(where)
                        .bean("trouble", trouble)
                        .bean("waiting", new PassingTime(clock, this::working)),
                shelf);
    }

    private Instance start(Path where, Instance.Builder instance, Shelf at) {
        return setup.start(where, instance, atlassian, at);
    }

    private Instance.Builder instance(Path where) {
        return Instance.in(where).clock(clock);
    }

    private boolean working() {
        return kbsync.bean(Runs.class).inWork("demo");
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
        if (dice.nextInt(100) < 3 && !setup.warm()) {
            Duration jump = Duration.ofHours(dice.nextLong(1, dice.nextInt(5) == 0 ? 300 : 30));
            story.tell("time jumps by " + jump);
            clock.advance(jump);
        }
        if (setup.undecided() && dice.nextInt(100) == 0) {
            decide();
        }
        int roll = dice.nextInt(100);
        if (roll < 72) {
            world.step();
        } else if (roll < 75) {
            oracle.lost(losses.empty(kbsync));
        } else if (roll < 78) {
            oracle.redelivered(losses.redeliver(kbsync));
        } else {
            run();
        }
    }

    /** Brings everything in step and compares once more, with a fresh instance of its own. */
    private void end() {
        world.settle();
        clock.advance(Duration.ofHours(1));
        for (RunReport report : runs(List.of(new RunRequest("demo", RunKind.FULL, true)))) {
            Oracle.good(report);
            oracle.inStep(report, kbsync, true);
        }
    }

    private void run() {
        List<RunRequest> requests = requests();
        boolean settled = dice.nextInt(4) > 0;
        if (settled) {
            world.settle();
        }
        // What failed before waits for its own time in a run for changes.
        boolean waiting =
                requests.stream().anyMatch(request -> request.kind() == RunKind.CHANGES)
                        && kbsync.bean(FailureReview.class).count(site.cloudId()) > 0;
        boolean fine = weather.change();
        Outage outage = outage();
        boolean fair = trouble() && fine && !waiting && outage.passes();
        boolean meddled = dice.nextInt(6) == 0;
        if (meddled) {
            trouble.after(dice.nextInt(1, 400), this::meddle);
        }
        Documents before = new Documents(Folders.read(kbsync.folder()));
        Set<String> shelved = oracle.shelf().ids();
        List<RunReport> reports = runs(requests);
        weather.clear();
        shelf.in(Outage.NONE);
        boolean crashed = trouble.crashed();
        trouble.clear();
        oracle.nothingLost(before, kbsync, requests.stream().anyMatch(RunRequest::allowRemovals));
        oracle.shelf().nothingLost(shelved);
        if (outage == Outage.CLOSED) {
            clock.advance(Duration.ofHours(1)); // It is left alone for as long as it asked for.
        }
        if (crashed || reports.isEmpty()) {
            oracle.ran();
            recover();
            return;
        }
        reports.forEach(Oracle::balanced);
        if (fair && !meddled) {
            reports.forEach(Oracle::good);
        }
        if (settled && !meddled && reports.stream().allMatch(RunReport::good)) {
            oracle.inStep(decisive(reports), kbsync, false);
            reports.stream().filter(Model::full).forEach(oracle::namesBlocked);
        } else {
            oracle.ran();
        }
    }

    /** One run, or two at the same moment. */
    private List<RunRequest> requests() {
        boolean override = dice.nextInt(3) == 0;
        RunRequest first = new RunRequest("demo", kind(), override);
        return dice.nextInt(4) == 0
                ? List.of(first, new RunRequest("demo", kind(), false))
                : List.of(first);
    }

    private RunKind kind() {
        return dice.nextInt(5) < 3 ? RunKind.CHANGES : RunKind.FULL;
    }

    private static boolean full(RunReport report) {
        return report.kind() == RunKind.FULL;
    }

    /** A full run says more than one for changes, and the one that may remove more is the last. */
    private static RunReport decisive(List<RunReport> reports) {
        return reports.stream()
                .min(
                        Comparator.comparing((RunReport report) -> !full(report))
                                .thenComparing(RunReport::withheld))
                .orElseThrow();
    }

    private Outage outage() {
        Outage outage =
                dice.nextInt(4) > 0
                        ? Outage.NONE
                        : List.of(Outage.values()).get(dice.nextInt(Outage.values().length));
        if (outage != Outage.NONE) {
            story.tell("the shelf is " + outage);
        }
        shelf.in(outage);
        return outage;
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
     * @return nothing if they crashed
     */
    private List<RunReport> runs(List<RunRequest> requests) {
        Set<String> before = Set.copyOf(reported);
        try {
            List<RunReport> reports =
                    Meeting.of(requests.stream().map(request -> starting(request)).toList());
            for (int i = 0; i < requests.size(); i++) {
                RunReport report = reports.get(i);
                story.tell("asked for %s: %s".formatted(requests.get(i), report.text()));
                runs++;
                reported.add(report.id());
                if (!trouble.crashed()) {
                    Oracle.notDropped(report, requests.get(i).kind(), before);
                }
            }
            return reports;
        } catch (RuntimeException e) {
            if (!trouble.crashed()) {
                throw e;
            }
            story.tell("%s crashed: %s".formatted(requests, e.getMessage()));
            crashes++;
            return List.of();
        }
    }

    private Supplier<RunReport> starting(RunRequest request) {
        return () -> kbsync.bean(RunStarter.class).run(request);
    }

    /** Somebody wants other things from now on. */
    private void decide() {
        setup.decide(dice);
        world.want(setup.spaces());
        story.tell("from now on " + setup);
        oracle.decided();
        restart();
    }

    private void recover() {
        // What a crash left in progress goes on extending its lease until its process ends.
        if (dice.nextInt(4) == 0 || working()) {
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
        shelf.close();
        freshShelf.close();
        atlassian.close();
    }
}
