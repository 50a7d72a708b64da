package dev.kbsync.deliver.git;

import dev.kbsync.deliver.DocumentFolder;
import dev.kbsync.history.RunReport;
import dev.kbsync.page.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** A folder of documents that is a Git repository, and the way from there to its remote. */
final class WorkingCopy {

    /** How often the remote may be ahead again when the commits are ready to be pushed. */
    private static final int TRIES = 5;

    private final GitTarget target;
    private final GitRemote remote;
    private final Path meta;
    private final PendingChanges pending;

    /** Documents are written at the same time, but not while they are committed. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private @Nullable Git open;

    WorkingCopy(GitTarget target, GitRemote remote) {
        this.target = target;
        this.remote = remote;
        this.meta = new DocumentFolder(target.folder()).root().resolve(".git");
        this.pending = new PendingChanges(meta.resolve("kbsync-pending"));
    }

    GitTarget target() {
        return target;
    }

    /** Writes into the folder, for a profile. */
    interface Writer {
        void write(String folder, String profile) throws IOException;
    }

    /** Changes a document's files, and has them committed when the run has ended. */
    void change(Delivery delivery, Writer writer) throws IOException {
        lock.readLock().lock();
        try {
            opened();
            writer.write(target.folder(), target.profile());
            pending.add(delivery);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Commits what the run changed, and pushes that and what waits from earlier runs. */
    void publish(RunReport report) throws IOException {
        lock.writeLock().lock();
        try {
            if (Files.exists(meta)) {
                Git git = opened();
                Repository repository = git.getRepository();
                Optional<ObjectId> commit = new RunCommit(target, repository, pending).of(report);
                if (commit.isPresent()) {
                    move(repository, commit.get());
                }
                // Not before the branch has them: what is forgotten is never committed.
                pending.committed(report.site());
                push(git);
                // Each commit leaves an object for each document that changed.
                git.getRepository().autoGC(NullProgressMonitor.INSTANCE);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** It may be used again. */
    synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private synchronized Git opened() throws IOException {
        Git git = open;
        if (git == null || !Files.exists(meta)) {
            close();
            git = repository();
            if (!target.ref().equals(git.getRepository().getFullBranch())) {
                git.close();
                throw new IOException(
                        "The working copy %s is on another branch than %s; give the sink another folder"
                                .formatted(target.folder(), target.branch()));
            }
            follow(git);
            open = git;
        }
        return git;
    }

    private Git repository() throws IOException {
        Path folder = Objects.requireNonNull(meta.getParent());
        if (Files.exists(meta)) {
            return Git.open(folder.toFile());
        }
        try {
            Files.createDirectories(folder);
            return Git.init()
                    .setDirectory(folder.toFile())
                    .setInitialBranch(target.branch())
                    .call();
        } catch (GitAPIException e) {
            throw new IOException("No repository can be made in " + folder, e);
        }
    }

    /** For the first time with this remote, has the working copy begin with what is there. */
    private void follow(Git git) throws IOException {
        Repository repository = git.getRepository();
        StoredConfig config = repository.getConfig();
        if (!target.remote().equals(config.getString("kbsync", null, "remote"))) {
            // What is going on here must be over when the next run begins.
            config.setBoolean("gc", null, "autoDetach", false);
            // A redirect must not take the credential elsewhere.
            config.setString("http", null, "followRedirects", "false");
            config.save();
            forget(repository);
            update(git);
            config.setString("kbsync", null, "remote", target.remote());
            config.save();
        }
    }

    private static void forget(Repository repository) throws IOException {
        RefUpdate tracked = repository.updateRef(GitRemote.TRACKED);
        tracked.setForceUpdate(true);
        tracked.delete();
    }

    private void push(Git git) throws IOException {
        Repository repository = git.getRepository();
        for (int tries = 0; tries < TRIES; tries++) {
            ObjectId head = repository.resolve(target.ref());
            if (head == null || head.equals(repository.resolve(GitRemote.TRACKED))) {
                return;
            }
            if (tries > 0) {
                update(git);
            }
            if (remote.push(git)) {
                track(repository);
                return;
            }
        }
        throw new IOException("Others push so often that the commits could not be pushed");
    }

    private void track(Repository repository) throws IOException {
        set(repository, GitRemote.TRACKED, repository.resolve(target.ref()));
    }

    /** Brings the remote's commits into the working copy, and puts its own on top of them. */
    private void update(Git git) throws IOException {
        Repository repository = git.getRepository();
        ObjectId known = repository.resolve(GitRemote.TRACKED);
        Optional<ObjectId> theirs = remote.fetch(git);
        ObjectId head = repository.resolve(target.ref());
        if (theirs.isEmpty()) {
            forget(repository);
        } else if (head == null) {
            move(repository, theirs.get());
        } else if (!contains(repository, head, theirs.get())) {
            move(repository, new Replay(repository).of(head, theirs.get(), known));
        }
    }

    private static boolean contains(Repository repository, ObjectId head, ObjectId other)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(other), walk.parseCommit(head));
        }
    }

    /** Has the branch, the index and the files of others be those of a commit. */
    private void move(Repository repository, ObjectId commit) throws IOException {
        ObjectId before = repository.resolve(target.ref());
        new Checkout(repository, new DocumentFolder(target.folder()), pending.all())
                .from(before, commit);
        set(repository, target.ref(), commit);
        DirCache index = repository.lockDirCache();
        try (RevWalk walk = new RevWalk(repository)) {
            DirCacheBuilder builder = index.builder();
            builder.addTree(
                    new byte[0], 0, walk.getObjectReader(), walk.parseCommit(commit).getTree());
            builder.commit();
        } finally {
            index.unlock();
        }
    }

    private static void set(Repository repository, String ref, ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(commit);
        update.setForceUpdate(true);
        RefUpdate.Result result = update.update();
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            default -> throw new IOException(ref + " could not be changed: " + result);
        }
    }
}
