package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped route to a Git repository, switched on by settings alone. */
class GitIT {

    @TempDir private Path folder;

    @Test
    void eachRunThatChangesSomethingIsACommit() throws Exception {
        Path remote = folder.resolve("remote.git");
        Git.init()
                .setBare(true)
                .setInitialBranch(Constants.MASTER)
                .setDirectory(remote.toFile())
                .call()
                .close();
        try (Simulator atlassian = Simulator.start(SimulatorOptions.bare());
                Instance kbsync =
                        Instance.in(folder)
                                .atlassian(atlassian)
                                .site(atlassian.sites().get(0))
                                .set("kbsync.deliver.to", "file,git")
                                .set("kbsync.sinks.git.folder", folder.resolve("copy"))
                                .set("kbsync.sinks.git.remote", remote)
                                .set("kbsync.sinks.git.branch", Constants.MASTER)
                                .start()) {
            SiteControl site = atlassian.control().site();
            site.addSpace("ENG", "Engineering");
            String guide = site.addPage("ENG", "Guide", "<p>g</p>");
            site.addPage("ENG", "Notes", "<p>n</p>");
            kbsync.full();
            kbsync.full();
            site.rename(guide, "Handbook");
            kbsync.full();

            assertThat(commits(remote))
                    .extracting(RevCommit::getShortMessage)
                    .containsExactly("Documents of demo: 1 changed", "Documents of demo: 2 added");
            assertThat(commits(remote).get(0).getFullMessage())
                    .contains("- changed: Handbook")
                    .containsPattern("Run \\d{8}-\\d{6}-demo-\\w+ \\(full\\) of kbsync");
        }
    }

    private static List<RevCommit> commits(Path remote) throws IOException, GitAPIException {
        try (Git git = Git.open(remote.toFile())) {
            return StreamSupport.stream(git.log().call().spliterator(), false).toList();
        }
    }
}
