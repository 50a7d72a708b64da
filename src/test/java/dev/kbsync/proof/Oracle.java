package dev.kbsync.proof;

import dev.kbsync.Instance;
import dev.kbsync.run.FailureStore;
import dev.kbsync.run.FailureStore.Failure;
import dev.kbsync.run.RunReport;
import dev.kbsync.run.Tally;
import dev.kbsync.simulator.control.SiteControl.Shown;
import dev.kbsync.site.RunKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says what is wrong with a knowledge base after a run. */
final class Oracle implements AutoCloseable {

    private final World world;
    private final Fresh fresh;
    private final String cloudId;
    private final Set<String> saved = new TreeSet<>();

    Oracle(World world, Fresh fresh, String cloudId) {
        this.world = world;
        this.fresh = fresh;
        this.cloudId = cloudId;
    }

    /** The instance that has never seen the site wants other things from now on. */
    void decided() {
        fresh.close();
    }

    /** Every run balances, however it ended. */
    static void balanced(RunReport report) {
        require(report.spaces().values().stream().allMatch(Tally::balances), "unbalanced");
    }

    /** Without trouble a run is complete. */
    static void good(RunReport report) {
        require(report.good(), "nothing was wrong, and yet the run is not good");
    }

    /** Whatever happened: what was there and had a right to be there all the time still is. */
    void nothingLost(Map<String, byte[]> before, Instance kbsync) {
        Set<String> lost = Folders.ids(before.keySet());
        lost.retainAll(world.steady());
        lost.removeAll(Folders.ids(Folders.read(kbsync.folder()).keySet()));
        require(lost.isEmpty(), "wrongly removed: " + lost);
    }

    /**
     * After a run of which nothing is known for sure. Watermarks may have moved past versions of
     * pages that it was not allowed to see.
     */
    void ran() {
        saved.addAll(world.takeSaved());
        saved.retainAll(world.steady());
    }

    /**
     * After a run that was good while the search knew everything.
     *
     * @param anew whether to compare with a process of its own
     */
    void inStep(RunReport report, Instance kbsync, boolean anew) {
        Map<String, byte[]> files = Folders.read(kbsync.folder());
        if (report.kind() == RunKind.FULL) {
            inStepWithTheSite(files, report.withheld());
            same(files, fresh.sync(anew), report.withheld());
            require(failures(kbsync).isEmpty(), "failures are left: " + failures(kbsync));
            world.takeSaved();
            saved.clear();
        } else {
            Set<String> lately = world.takeSaved();
            saved.addAll(lately);
            Set<String> later = failures(kbsync);
            world.due().values().stream()
                    .filter(page -> world.young(page.space()))
                    .forEach(page -> later.add(page.id()));
            later.retainAll(saved);
            saved.removeAll(later);
            newVersionsAreThere(files);
            lately.removeAll(later);
            nothingSecretIsShown(files, lately);
            saved.clear();
            saved.addAll(later);
        }
        Set<String> forbidden = Folders.ids(files.keySet());
        forbidden.retainAll(world.restricted());
        require(
                forbidden.isEmpty() || report.kind() == RunKind.CHANGES,
                "restricted pages are there: " + forbidden);
    }

    private Set<String> failures(Instance kbsync) {
        return kbsync.bean(FailureStore.class).of(cloudId).stream()
                .map(Failure::contentId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What changes of the version shows, a run for changes has to follow; moves it may not see. */
    private void newVersionsAreThere(Map<String, byte[]> files) {
        Map<String, Shown> due = world.due();
        Set<String> restricted = world.restricted();
        List<String> wrong = new ArrayList<>();
        for (String id : saved) {
            List<String> paths = paths(files, id);
            Shown page = due.get(id);
            if (page != null && (paths.size() != 1 || !hasText(file(files, paths.get(0)), page))) {
                wrong.add("%s is at %s in %s".formatted(id, page, paths));
            }
            if (restricted.contains(id) && world.savedSinceRestricted(id) && !paths.isEmpty()) {
                wrong.add(id + " is restricted, but there: " + paths);
            }
        }
        require(wrong.isEmpty(), "changes were missed: " + wrong);
    }

    /** A page that was saved once others were restricted shows nothing of them. */
    private void nothingSecretIsShown(Map<String, byte[]> files, Set<String> lately) {
        List<String> wrong = new ArrayList<>();
        lately.retainAll(world.due().keySet());
        for (String id : lately) {
            if (world.savedSinceRestricted(id)) {
                String text = text(file(files, paths(files, id).get(0)));
                world.secretMarks(id).stream()
                        .filter(text::contains)
                        .forEach(mark -> wrong.add("%s shows %s".formatted(id, mark)));
            }
        }
        require(wrong.isEmpty(), "secrets are shown: " + wrong);
    }

    private static byte[] file(Map<String, byte[]> files, String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    private void inStepWithTheSite(Map<String, byte[]> files, int withheld) {
        Map<String, Shown> due = world.due();
        List<String> wrong = new ArrayList<>();
        due.forEach(
                (id, page) -> {
                    List<String> paths = paths(files, id);
                    if (paths.size() != 1 || !shows(file(files, paths.get(0)), page)) {
                        wrong.add("%s is at %s in %s".formatted(id, page, paths));
                    }
                });
        require(wrong.isEmpty(), "not in step: " + wrong);
        Set<String> extra = Folders.ids(files.keySet());
        extra.removeAll(due.keySet());
        // Documents of files are compared with those of a fresh sync.
        extra.removeIf(id -> id.startsWith("att"));
        require(extra.size() <= withheld, "should be gone: " + extra);
    }

    private static List<String> paths(Map<String, byte[]> files, String id) {
        return files.keySet().stream().filter(path -> Folders.id(path).equals(id)).toList();
    }

    private boolean shows(byte[] file, Shown page) {
        return hasText(file, page) && text(file).contains("\nspace: \"" + page.space() + "\"\n");
    }

    private boolean hasText(byte[] file, Shown page) {
        String text = text(file);
        return text.contains("\nversion: " + page.version() + "\n")
                && text.contains(world.mark(page.id()));
    }

    private void same(Map<String, byte[]> files, Map<String, byte[]> wanted, int withheld) {
        List<String> wrong = new ArrayList<>();
        Set<String> extra = new TreeSet<>(files.keySet());
        extra.removeAll(wanted.keySet());
        wanted.forEach(
                (path, bytes) -> {
                    byte[] there = files.get(path);
                    if (there == null) {
                        wrong.add("lost: " + path);
                    } else if (!Arrays.equals(there, bytes) && !refersToOneOf(extra, there)) {
                        wrong.add(
                                "stale: %s\n--- is\n%s\n--- should be\n%s"
                                        .formatted(path, text(there), text(bytes)));
                    }
                });
        if (extra.size() > withheld) {
            wrong.add("too much: " + extra);
        }
        require(wrong.isEmpty(), String.join("\n", wrong));
    }

    /** A file whose removal is withheld is still there to be linked to, or to be shown. */
    private boolean refersToOneOf(Set<String> paths, byte[] file) {
        String text = text(file);
        return paths.stream()
                .anyMatch(
                        path ->
                                text.contains(path.substring(path.lastIndexOf('/') + 1))
                                        || world.lastMark(Folders.id(path))
                                                .filter(text::contains)
                                                .isPresent());
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    public void close() {
        fresh.close();
    }
}
