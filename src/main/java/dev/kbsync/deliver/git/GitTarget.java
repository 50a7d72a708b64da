package dev.kbsync.deliver.git;

import dev.kbsync.deliver.SinkSetupException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/**
 * What the route of a sink tells of its repository.
 *
 * @param folder the working copy
 * @param remote address of the repository that is pushed to
 * @param author whose name the commits bear: {@code name <e-mail>}
 * @param profile for which readers the files are made
 * @param seconds how long the remote may be silent
 */
record GitTarget(
        String folder, String remote, String branch, String author, String profile, int seconds) {

    private static final Pattern AUTHOR = Pattern.compile("([^<>]+)<([^<>\\s]+)>");

    /** A password in an address would be shown with it. */
    private static final Pattern PASSWORD = Pattern.compile("^[a-z+]+://[^/@]*:[^/@]*@.*");

    /** An address of SSH, or the short form {@code host:path}; not a drive of Windows. */
    private static final Pattern SSH =
            Pattern.compile("(?i)(git\\+)?ssh(\\+git)?:.*|[^/\\\\:]{2,}:(?!//).*");

    /**
     * @throws SinkSetupException if a parameter cannot be used
     */
    static GitTarget of(Map<String, String> parameters) {
        GitTarget target =
                new GitTarget(
                        parameters.getOrDefault("folder", ""),
                        parameters.getOrDefault("remote", ""),
                        parameters.getOrDefault("branch", "main"),
                        parameters.getOrDefault("author", "kbsync <kbsync@localhost>"),
                        parameters.getOrDefault("profile", "neutral"),
                        Integer.parseInt(parameters.getOrDefault("wait", "30000")) / 1000);
        target.check();
        return target;
    }

    private void check() {
        refuse(folder.isBlank(), "folder is empty; it is the folder of the working copy");
        refuse(remote.isBlank(), "remote is empty; it is the address of the repository");
        refuse(
                PASSWORD.matcher(remote).matches(),
                "remote holds a password; move it to kbsync.sinks.<name>.token");
        refuse(
                SSH.matcher(remote).matches(),
                "remote is reached by SSH, which kbsync does not use; write the https:// address");
        refuse(
                !Repository.isValidRefName(ref()) || branch.startsWith("-"),
                "branch is not a name that a branch may have");
        refuse(!AUTHOR.matcher(author).matches(), "author is not written as name <e-mail>");
    }

    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw new SinkSetupException("cannot be used: the parameter " + why + ".");
        }
    }

    /** The full name of the branch. */
    String ref() {
        return Constants.R_HEADS + branch;
    }

    PersonIdent person() {
        Matcher parts = AUTHOR.matcher(author);
        if (!parts.matches()) {
            throw new IllegalStateException("checked before");
        }
        return new PersonIdent(parts.group(1).strip(), parts.group(2));
    }
}
