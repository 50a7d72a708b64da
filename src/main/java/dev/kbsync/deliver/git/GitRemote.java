package dev.kbsync.deliver.git;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.TransportConfigCallback;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.RemoteRefUpdate.Status;
import org.jspecify.annotations.Nullable;

/** The repository that a working copy is pushed to. */
final class GitRemote {

    /** What is known of the remote's branch. */
    static final String TRACKED = "refs/remotes/kbsync/head";

    private final GitTarget target;
    private final Supplier<CredentialsProvider> credential;
    private final TransportConfigCallback transport;

    GitRemote(
            GitTarget target,
            Supplier<CredentialsProvider> credential,
            TransportConfigCallback transport) {
        this.target = target;
        this.credential = credential;
        this.transport = transport;
    }

    /**
     * Fetches the branch.
     *
     * @return its head; empty if the remote does not have the branch
     */
    Optional<ObjectId> fetch(Git git) throws IOException {
        try {
            Ref head =
                    prepared(git.lsRemote().setHeads(true).setRemote(target.remote()))
                            .callAsMap()
                            .get(target.ref());
            if (head == null) {
                return Optional.empty();
            }
            prepared(git.fetch().setRemote(target.remote()))
                    .setRefSpecs(new RefSpec("+" + target.ref() + ":" + TRACKED))
                    .call();
            return Optional.ofNullable(git.getRepository().resolve(TRACKED));
        } catch (GitAPIException | RuntimeException e) {
            throw failure("could not be read", e.getMessage(), e);
        }
    }

    /**
     * Pushes the branch.
     *
     * @return false if the remote has commits that the working copy does not have
     */
    boolean push(Git git) throws IOException {
        try {
            for (PushResult result :
                    prepared(git.push().setRemote(target.remote()))
                            .setRefSpecs(new RefSpec(target.ref() + ":" + target.ref()))
                            .call()) {
                for (RemoteRefUpdate update : result.getRemoteUpdates()) {
                    if (update.getStatus() == Status.REJECTED_NONFASTFORWARD
                            || update.getStatus() == Status.REJECTED_REMOTE_CHANGED) {
                        return false;
                    }
                    if (update.getStatus() != Status.OK
                            && update.getStatus() != Status.UP_TO_DATE) {
                        throw failure("refuses the push", update.getMessage(), null);
                    }
                }
            }
            return true;
        } catch (GitAPIException | RuntimeException e) {
            throw failure("could not be pushed to", e.getMessage(), e);
        }
    }

    private <C extends TransportCommand<C, ?>> C prepared(C command) {
        return command.setCredentialsProvider(credential.get())
                .setTransportConfigCallback(transport)
                .setTimeout(target.seconds());
    }

    private IOException failure(String what, @Nullable String why, @Nullable Exception cause) {
        // JGit's reasons name the address, too.
        String sentence = "The repository %s %s: %s".formatted(target.remote(), what, why);
        return new IOException(sentence.replaceAll("//[^/@\\s]*@", "//"), cause);
    }
}
