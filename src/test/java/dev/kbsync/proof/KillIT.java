package dev.kbsync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * kbsync is killed in the middle of its work, again and again, and in the end nothing is lost,
 * doubled, stale or wrongly removed. {@code -Dkill.times=100 -Dkill.pages=2000} for the full
 * measure, {@code -Dkill.seed=N} to play another seed.
 */
class KillIT {

    private static final int TIMES = Integer.getInteger("kill.times", 2);
    private static final int PAGES = Integer.getInteger("kill.pages", 200);
    private static final long SEED = Long.getLong("kill.seed", 1);
    private static final String BY = System.getProperty("kill.by", "auto");

    /** After so many kills the next first sync begins. */
    private static final int CHAPTER = 25;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Random dice = new Random(SEED);
    private final Set<String> trashed = new TreeSet<>();
    private Duration usual = Duration.ofSeconds(1);

    @Test
    void nothingIsLostDoubledStaleOrWronglyRemoved(@TempDir Path folder) {
        try (Atlassian atlassian = new Atlassian(folder, PAGES)) {
            Command fresh = command(folder.resolve("fresh"), atlassian);
            Command killed = command(folder.resolve("killed"), atlassian);
            usual = time(fresh, atlassian);
            int kills = 0;
            int runs = 0;
            int inFirstSyncs = 0;
            while (kills < TIMES) {
                killed.reset();
                boolean first = true;
                for (int next = Math.min(TIMES, kills + CHAPTER); kills < next; runs++) {
                    boolean whole = run(killed, atlassian);
                    kills += whole ? 0 : 1;
                    inFirstSyncs += first && !whole ? 1 : 0;
                    first &= !whole;
                    if (!first) {
                        work(atlassian);
                    }
                }
                finish(killed);
                compare(fresh, killed);
            }
            System.out.printf(
                    "kill: seed %d, %d pages, %d runs, %d killed (%d of them in a first sync):"
                            + " nothing lost, doubled, stale or wrongly removed%n",
                    SEED, PAGES, runs, kills, inFirstSyncs);
        }
    }

    private static Command command(Path folder, Atlassian atlassian) {
        // Links that lead to files follow renamed pages; links to the site go by title.
        return new Command(folder, atlassian.url())
                .set("kbsync.listing.by", BY)
                .set("kbsync.convert.links", "file");
    }

    /** How long a first sync talks to Confluence. */
    private Duration time(Command command, Atlassian atlassian) {
        long before = atlassian.requests();
        try (Child sync = command.sync(RunKind.FULL, false)) {
            awaitWork(sync, atlassian, before);
            long began = System.nanoTime();
            assertThat(sync.exit(LIMIT)).as(sync::printed).isZero();
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    private static void awaitWork(Child sync, Atlassian atlassian, long before) {
        while (sync.alive() && atlassian.requests() == before) {
            sync.ends(Duration.ofMillis(5));
        }
    }

    /**
     * @return whether it came to its end before it was to be killed
     */
    private boolean run(Command command, Atlassian atlassian) {
        Set<String> before = Folders.ids(Folders.read(command.folder()).keySet());
        long requests = atlassian.requests();
        long moment = (long) (usual.toNanos() * dice.nextDouble());
        RunKind kind = dice.nextBoolean() ? RunKind.FULL : RunKind.CHANGES;
        boolean whole;
        try (Child sync = command.sync(kind, dice.nextInt(4) == 0)) {
            if (dice.nextInt(10) > 0) {
                awaitWork(sync, atlassian, requests);
            }
            long began = System.nanoTime();
            whole = sync.ends(Duration.ofNanos(moment));
            usual =
                    whole
                            ? Duration.ofNanos(System.nanoTime() - began)
                            : usual.plus(usual.dividedBy(20));
        }
        before.removeAll(trashed);
        before.removeAll(Folders.ids(Folders.read(command.folder()).keySet()));
        assertThat(before).as("wrongly removed").isEmpty();
        return whole;
    }

    /** People work on the site: so much that the next run has something to do everywhere. */
    private void work(Atlassian atlassian) {
        List<String> pages = new ArrayList<>();
        for (JsonNode page : atlassian.get("content").path("content")) {
            if (page.path("status").asText().equals("current")) {
                pages.add(page.path("id").asText());
            }
        }
        for (int i = 0; i < PAGES / 10; i++) {
            String id = pages.get(dice.nextInt(pages.size()));
            atlassian.put("pages/" + id, Map.of("body", "<p>edit " + dice.nextInt() + "</p>"));
        }
        for (int i = 0; i < PAGES / 100; i++) {
            String id = pages.get(dice.nextInt(pages.size()));
            switch (dice.nextInt(5)) {
                case 0 -> atlassian.put("pages/" + id, Map.of("title", "T " + dice.nextInt()));
                case 1 -> atlassian.put("pages/" + id + "/labels", Map.of("labels", List.of("x")));
                case 2 -> atlassian.put("pages/" + id, Map.of("parent", pages.get(0)));
                case 3 -> restore(atlassian);
                default -> trash(atlassian, id);
            }
        }
    }

    private void trash(Atlassian atlassian, String id) {
        atlassian.post("pages/" + id + "/trash", Map.of());
        trashed.add(id);
    }

    /** Only what any sink will have been told to remove by then: it stays among the trashed. */
    private void restore(Atlassian atlassian) {
        if (!trashed.isEmpty()) {
            List<String> all = List.copyOf(trashed);
            String id = all.get(dice.nextInt(all.size()));
            atlassian.post("pages/" + id + "/restore", Map.of());
        }
    }

    private static void finish(Command command) {
        try (Child sync = command.sync(RunKind.FULL, true)) {
            assertThat(sync.exit(LIMIT)).as(sync::printed).isZero();
        }
        assertThat(command.folder().resolve("data/kbsync.db")).satisfies(KillIT::intact);
    }

    private static void intact(Path database) {
        assertThat(
                        JdbcClient.create(new DriverManagerDataSource("jdbc:sqlite:" + database))
                                .sql("pragma integrity_check")
                                .query(String.class)
                                .single())
                .isEqualTo("ok");
    }

    private static void compare(Command fresh, Command killed) {
        fresh.reset();
        finish(fresh);
        Map<String, byte[]> wanted = Folders.read(fresh.folder());
        Map<String, byte[]> there = Folders.read(killed.folder());
        Set<String> lost = Folders.ids(wanted.keySet());
        lost.removeAll(Folders.ids(there.keySet()));
        Set<String> extra = Folders.ids(there.keySet());
        extra.removeAll(Folders.ids(wanted.keySet()));
        Set<String> doubled = new TreeSet<>(there.keySet());
        doubled.removeAll(wanted.keySet());
        assertThat(lost).as("lost").isEmpty();
        assertThat(extra).as("should have gone").isEmpty();
        assertThat(doubled).as("doubled, or under an old name").isEmpty();
        wanted.forEach((path, bytes) -> assertThat(there.get(path)).as(path).isEqualTo(bytes));
        assertThat(Folders.unfinished(killed.folder())).as("left over").isEmpty();
    }
}
