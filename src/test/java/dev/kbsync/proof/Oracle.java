package dev.kbsync.proof;

import dev.kbsync.Instance;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.history.Tally;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.ledger.FailureReview.Failure;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.ledger.WithheldReview.Withheld;
import dev.kbsync.simulator.control.SiteControl.Shown;
import dev.kbsync.site.RunKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says what is wrong with a knowledge base after a run. */
final class Oracle implements AutoCloseable {

    private final World world;
    private final Fresh fresh;
    private final String cloudId;
    private final Set<String> saved = new TreeSet<>();
    private final ShelfOracle shelf;

    Oracle(World world, Shelf shelf, Fresh fresh, String cloudId) {
        this.shelf = new ShelfOracle(world, shelf);
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

    /** No run that was asked for is dropped, whatever other run it met. */
    static void notDropped(RunReport report, RunKind kind, Set<String> before) {
        require(
                report.state() != State.REFUSED
                        && (report.kind() == kind || report.kind() == RunKind.FULL)
                        && !before.contains(report.id()),
                "the %s run was dropped: %s".formatted(kind.word(), report.text()));
    }

    /** A full run says of which spaces a data policy hides pages. */
    void namesBlocked(RunReport report) {
        Set<String> unnamed = world.blocked();
        unnamed.removeIf(
                space ->
                        report.text().contains("data security policy")
                                && report.text().contains(space));
        require(unnamed.isEmpty(), "hidden by a policy, and not named: " + unnamed);
    }

    /** The sink lost these pages' documents; runs for changes need not know. */
    void lost(Set<String> ids) {
        saved.removeAll(ids);
    }

    /** The next run has to deliver these pages, of whatever kind it is. */
    void redelivered(Set<String> ids) {
        ids.stream().filter(id -> !id.startsWith("att")).forEach(saved::add);
    }

    ShelfOracle shelf() {
        return shelf;
    }

    /**
     * Whatever happened: what was there and had a right to be there all the time still is.
     *
     * @param allowed whether a person allowed that hidden pages are removed
     */
    void nothingLost(Documents before, Instance kbsync, boolean allowed) {
        Set<String> lost = before.ids();
        Set<String> staying = world.steady();
        if (!allowed) {
            staying.addAll(hidden(before));
        }
        lost.retainAll(staying);
        lost.removeAll(documents(kbsync).ids());
        require(lost.isEmpty(), "wrongly removed: " + lost);
    }

    /** Pages that a data policy hides now, whose documents say that they are in that space. */
    private Set<String> hidden(Documents documents) {
        Map<String, String> spaces = world.hiddenByPolicy();
        spaces.entrySet()
                .removeIf(
                        page ->
                                documents.paths(page.getKey()).stream()
                                        .noneMatch(path -> documents.isIn(path, page.getValue())));
        return spaces.keySet();
    }

    /**
     * After a run of which nothing is known for sure. Watermarks may have moved past versions of
     * pages that it was not allowed to see.
     */
    void ran() {
        Set<String> lately = world.takeSaved();
        saved.addAll(lately);
        saved.retainAll(world.steady());
        shelf.ran(lately);
    }

    /**
     * After a run that was good while the search knew everything.
     *
     * @param anew whether to compare with a process of its own
     */
    void inStep(RunReport report, Instance kbsync, boolean anew) {
        Documents files = documents(kbsync);
        if (report.kind() == RunKind.FULL) {
            inStepWithTheSite(files, report.withheld());
            same(files, new Documents(fresh.sync(anew)), withheld(kbsync), report.withheld());
            shelf.inStep(fresh.shelf(), withheld(kbsync), report.withheld());
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
            shelf.changed(lately, later);
            later.retainAll(saved);
            saved.removeAll(later);
            newVersionsAreThere(files);
            lately.removeAll(later);
            nothingSecretIsShown(files, lately);
            saved.clear();
            saved.addAll(later);
        }
        Set<String> forbidden = files.ids();
        forbidden.retainAll(world.restricted());
        require(
                forbidden.isEmpty() || report.kind() == RunKind.CHANGES,
                "restricted pages are there: " + forbidden);
    }

    private Set<String> failures(Instance kbsync) {
        return kbsync.bean(FailureReview.class).of(cloudId).stream()
                .map(Failure::contentId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What changes of the version shows, a run for changes has to follow; moves it may not see. */
    private void newVersionsAreThere(Documents files) {
        Map<String, Shown> due = world.due();
        Set<String> restricted = world.restricted();
        List<String> wrong = new ArrayList<>();
        for (String id : saved) {
            List<String> paths = files.paths(id);
            Shown page = due.get(id);
            if (page != null && (paths.size() != 1 || !hasText(files.text(paths.get(0)), page))) {
                wrong.add("%s is at %s in %s".formatted(id, page, paths));
            }
            if (restricted.contains(id) && world.savedSinceRestricted(id) && !paths.isEmpty()) {
                wrong.add(id + " is restricted, but there: " + paths);
            }
        }
        require(wrong.isEmpty(), "changes were missed: " + wrong);
    }

    /** A page that was saved once others were restricted shows nothing of them. */
    private void nothingSecretIsShown(Documents files, Set<String> lately) {
        List<String> wrong = new ArrayList<>();
        lately.retainAll(world.due().keySet());
        for (String id : lately) {
            if (world.savedSinceRestricted(id)) {
                String text = files.text(files.paths(id).get(0));
                world.secretMarks(id).stream()
                        .filter(text::contains)
                        .forEach(mark -> wrong.add("%s shows %s".formatted(id, mark)));
            }
        }
        require(wrong.isEmpty(), "secrets are shown: " + wrong);
    }

    private void inStepWithTheSite(Documents files, int withheld) {
        Map<String, Shown> due = world.due();
        List<String> wrong = new ArrayList<>();
        due.forEach(
                (id, page) -> {
                    List<String> paths = files.paths(id);
                    if (paths.size() != 1 || !shows(files, paths.get(0), page)) {
                        wrong.add("%s is at %s in %s".formatted(id, page, paths));
                    }
                });
        require(wrong.isEmpty(), "not in step: " + wrong);
        Set<String> extra = files.ids();
        extra.removeAll(due.keySet());
        // Documents of files are compared with those of a fresh sync.
        extra.removeIf(id -> id.startsWith("att"));
        require(extra.size() <= withheld, "should be gone: " + extra);
    }

    private boolean shows(Documents files, String path, Shown page) {
        return hasText(files.text(path), page) && files.isIn(path, page.space());
    }

    private boolean hasText(String text, Shown page) {
        return text.contains("\nversion: " + page.version() + "\n")
                && text.contains(world.mark(page.id()));
    }

    private void same(Documents files, Documents wanted, Set<String> staying, int withheld) {
        List<String> wrong = new ArrayList<>();
        Set<String> extra = files.pathsNotIn(wanted);
        staying.addAll(Folders.ids(extra));
        for (String path : wanted.files().keySet()) {
            if (!files.has(path)) {
                wrong.add("lost: " + path);
            } else if (!files.isAsIn(wanted, path)
                    && !world.showsOneOf(staying, files.text(path))) {
                wrong.add(
                        "stale: %s\n--- is\n%s\n--- should be\n%s"
                                .formatted(path, files.text(path), wanted.text(path)));
            }
        }
        if (extra.size() > withheld) {
            wrong.add("too much: " + extra);
        }
        require(wrong.isEmpty(), String.join("\n", wrong));
    }

    private Set<String> withheld(Instance kbsync) {
        return kbsync.bean(WithheldReview.class).of(cloudId, false, 1000).stream()
                .map(Withheld::contentId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Documents documents(Instance kbsync) {
        return new Documents(Folders.read(kbsync.folder()));
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
