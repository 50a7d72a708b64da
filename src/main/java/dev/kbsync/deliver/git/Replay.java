package dev.kbsync.deliver.git;

import dev.kbsync.deliver.Letterhead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes commits again on top of those that others made meanwhile, whose files stay as they are. */
final class Replay {

    private static final Logger log = LoggerFactory.getLogger(Replay.class);
    private static final int HEAD_BYTES = 8192;

    private final Repository repository;

    Replay(Repository repository) {
        this.repository = repository;
    }

    /**
     * @param head the last of the commits
     * @param onto the head of the others' commits
     * @param pushed what the remote had before; what it has no more is not brought back
     * @return the head of both
     */
    ObjectId of(ObjectId head, ObjectId onto, @Nullable ObjectId pushed) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            ObjectId result = onto;
            for (RevCommit commit : unpushed(walk, head, onto, pushed)) {
                result = again(walk, commit, result);
            }
            return result;
        }
    }

    private static List<RevCommit> unpushed(
            RevWalk walk, ObjectId head, ObjectId onto, @Nullable ObjectId pushed)
            throws IOException {
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        walk.markStart(walk.parseCommit(head));
        walk.markUninteresting(walk.parseCommit(onto));
        if (pushed != null) {
            walk.markUninteresting(walk.parseCommit(pushed));
        }
        List<RevCommit> commits = new ArrayList<>();
        walk.forEach(commits::add);
        return commits;
    }

    private ObjectId again(RevWalk walk, RevCommit commit, ObjectId onto) throws IOException {
        walk.parseBody(commit);
        ObjectId base = walk.parseCommit(onto).getTree();
        TreeEdits edits = new TreeEdits(walk.getObjectReader(), base);
        try (TreeWalk files = new TreeWalk(walk.getObjectReader());
                ObjectInserter inserter = repository.newObjectInserter()) {
            if (commit.getParentCount() == 0) {
                files.addTree(new EmptyTreeIterator());
            } else {
                files.addTree(walk.parseCommit(commit.getParent(0)).getTree());
            }
            files.addTree(commit.getTree());
            files.setRecursive(true);
            files.setFilter(TreeFilter.ANY_DIFF);
            while (files.next()) {
                edit(edits, files.getPathString(), files.getObjectId(0), files.getObjectId(1));
            }
            ObjectId tree = edits.write(inserter);
            if (tree.equals(base)) {
                return onto;
            }
            CommitBuilder copy = new CommitBuilder();
            copy.setTreeId(tree);
            copy.setParentId(onto);
            copy.setAuthor(commit.getAuthorIdent());
            copy.setCommitter(commit.getCommitterIdent());
            copy.setMessage(commit.getFullMessage());
            ObjectId made = inserter.insert(copy);
            inserter.flush();
            return made;
        }
    }

    private void edit(TreeEdits edits, String path, ObjectId before, ObjectId after)
            throws IOException {
        ObjectId theirs = edits.at(path);
        boolean removal = after.equals(ObjectId.zeroId());
        boolean ours =
                theirs == null
                        ? removal || !edits.blocked(path)
                        : theirs.equals(before)
                                || theirs.equals(after)
                                || sameDocument(theirs, removal ? before : after);
        if (!ours) {
            log.warn(
                    "{} was put into the repository by others; it stays, and the document is not there",
                    path);
        } else if (!removal) {
            edits.put(path, after);
        } else if (theirs != null) {
            edits.delete(path);
        }
    }

    private boolean sameDocument(ObjectId one, ObjectId other) throws IOException {
        String mark = mark(one);
        return !mark.isEmpty() && mark.equals(mark(other));
    }

    private String mark(ObjectId file) throws IOException {
        try (var content = repository.open(file).openStream()) {
            return Letterhead.mark(content.readNBytes(HEAD_BYTES));
        }
    }
}
