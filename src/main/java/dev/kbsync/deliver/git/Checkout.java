package dev.kbsync.deliver.git;

import dev.kbsync.deliver.DocumentFolder;
import dev.kbsync.deliver.FileProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Writes what others committed into the working copy. What differs there from the last commit, or
 * waits for the next one, stays; symbolic links are not made.
 */
final class Checkout {

    /** What a path may have been before, and may become. */
    private static final Set<FileMode> FILES =
            Set.of(FileMode.MISSING, FileMode.REGULAR_FILE, FileMode.EXECUTABLE_FILE);

    private final Repository repository;
    private final DocumentFolder folder;
    private final Set<String> waiting;

    Checkout(Repository repository, DocumentFolder folder, List<PendingChanges.Change> pending) {
        this.repository = repository;
        this.folder = folder;
        this.waiting =
                pending.stream()
                        .flatMap(change -> change.left().stream())
                        .flatMap(FileProfile::allPaths)
                        .collect(Collectors.toSet());
    }

    /**
     * @param before null if there was no commit
     */
    void from(@Nullable ObjectId before, ObjectId after) throws IOException {
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk files = new TreeWalk(commits.getObjectReader())) {
            if (before == null) {
                files.addTree(new EmptyTreeIterator());
            } else {
                files.addTree(commits.parseCommit(before).getTree());
            }
            files.addTree(commits.parseCommit(after).getTree());
            files.setRecursive(true);
            files.setFilter(TreeFilter.ANY_DIFF);
            while (files.next()) {
                if (isWanted(files)) {
                    change(
                            folder.locate(files.getPathString()),
                            files.getObjectId(0),
                            files.getObjectId(1));
                }
            }
        }
    }

    private boolean isWanted(TreeWalk files) {
        String path = files.getPathString();
        return !waiting.contains(path)
                && Stream.of(files.getFileMode(0), files.getFileMode(1)).allMatch(FILES::contains)
                && Stream.of(path.toLowerCase(Locale.ROOT).split("/", -1))
                        .noneMatch(
                                name -> name.startsWith(".git") && !name.matches("\\.git[a-z]+"));
    }

    private void change(Path file, ObjectId before, ObjectId after) throws IOException {
        if (!before.equals(content(file))) {
            return;
        }
        if (after.equals(ObjectId.zeroId())) {
            Files.deleteIfExists(file);
            folder.removeEmptyFoldersOf(file);
        } else {
            folder.makeFoldersOf(file);
            Files.write(file, repository.open(after).getBytes(Integer.MAX_VALUE));
        }
    }

    private static ObjectId content(Path file) throws IOException {
        if (!DocumentFolder.isFile(file)) {
            return ObjectId.zeroId();
        }
        try (ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
            return ids.idFor(Constants.OBJ_BLOB, Files.readAllBytes(file));
        }
    }
}
