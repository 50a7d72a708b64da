package dev.kbsync.deliver.git;

import dev.kbsync.deliver.DocumentFolder;
import dev.kbsync.deliver.FileProfile;
import dev.kbsync.deliver.git.CommitMessage.Fate;
import dev.kbsync.deliver.git.PendingChanges.Change;
import dev.kbsync.history.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Makes the commit of a run from what the run wrote, and of nothing else. */
final class RunCommit {

    private final GitTarget target;
    private final Repository repository;
    private final PendingChanges pending;
    private final DocumentFolder folder;
    private final FileProfile profile;

    RunCommit(GitTarget target, Repository repository, PendingChanges pending) {
        this.target = target;
        this.repository = repository;
        this.pending = pending;
        this.folder = new DocumentFolder(target.folder());
        this.profile = FileProfile.named(target.profile());
    }

    /** Empty if there is nothing to commit. */
    Optional<ObjectId> of(RunReport report) throws IOException {
        List<Change> changes =
                pending.all().stream()
                        .filter(change -> change.site().equals(report.site()))
                        .toList();
        return changes.isEmpty() ? Optional.empty() : commit(report, changes);
    }

    private Optional<ObjectId> commit(RunReport report, List<Change> changes) throws IOException {
        ObjectId head = repository.resolve(target.ref());
        try (RevWalk walk = new RevWalk(repository);
                ObjectInserter inserter = repository.newObjectInserter()) {
            TreeEdits edits =
                    new TreeEdits(
                            walk.getObjectReader(),
                            head == null ? null : walk.parseCommit(head).getTree());
            Map<Fate, List<String>> titles = edit(edits, inserter, merged(changes));
            if (edits.isEmpty()) {
                return Optional.empty();
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(edits.write(inserter));
            if (head != null) {
                commit.setParentId(head);
            }
            commit.setAuthor(target.person());
            commit.setCommitter(target.person());
            commit.setMessage(CommitMessage.of(report, titles));
            ObjectId made = inserter.insert(commit);
            inserter.flush();
            return Optional.of(made);
        }
    }

    /** A document may have changed several times; the last time counts. */
    private static Map<String, Change> merged(List<Change> changes) {
        Map<String, Change> merged = new LinkedHashMap<>();
        for (Change change : changes) {
            merged.merge(
                    change.id(),
                    change,
                    (one, two) ->
                            new Change(
                                    two.site(),
                                    two.id(),
                                    two.title(),
                                    two.written(),
                                    Stream.of(one.left(), two.left())
                                            .flatMap(List::stream)
                                            .distinct()
                                            .toList()));
        }
        return merged;
    }

    private Map<Fate, List<String>> edit(
            TreeEdits edits, ObjectInserter inserter, Map<String, Change> changes)
            throws IOException {
        Map<Fate, List<String>> titles = new EnumMap<>(Fate.class);
        for (Change change : changes.values()) {
            Set<Fate> fates = EnumSet.noneOf(Fate.class);
            List<String> present =
                    change.written().isEmpty() ? List.of() : profile.paths(change.written());
            for (String path : present) {
                put(edits, inserter, path, fates);
            }
            change.left().stream()
                    .flatMap(FileProfile::allPaths)
                    .distinct()
                    .filter(path -> !present.contains(path))
                    .filter(path -> edits.at(path) != null && folder.find(path).isEmpty())
                    .forEach(
                            path -> {
                                edits.delete(path);
                                fates.add(Fate.REMOVED);
                            });
            if (!fates.isEmpty()) {
                Fate fate = fates.size() > 1 ? Fate.CHANGED : fates.iterator().next();
                titles.computeIfAbsent(fate, unused -> new ArrayList<>()).add(change.title());
            }
        }
        return titles;
    }

    private void put(TreeEdits edits, ObjectInserter inserter, String path, Set<Fate> fates)
            throws IOException {
        Optional<Path> file = folder.find(path);
        if (file.isEmpty()) {
            return;
        }
        ObjectId before = edits.at(path);
        ObjectId content = inserter.insert(Constants.OBJ_BLOB, Files.readAllBytes(file.get()));
        if (!content.equals(before)) {
            edits.put(path, content);
            fates.add(before == null ? Fate.ADDED : Fate.CHANGED);
        }
    }
}
