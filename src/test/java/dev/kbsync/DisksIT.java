package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kbsync.history.RunReport;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders on disks that ignore case, or are full. Skipped where the machine cannot mount any. */
class DisksIT {

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private Simulator atlassian;
    private SiteControl site;
    private Path disk;
    private boolean mounted;

    @BeforeEach
    void start() throws IOException {
        atlassian = Simulator.start(SimulatorOptions.bare().clock(clock));
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        disk = Files.createDirectory(folder.resolve("disk"));
    }

    @AfterEach
    void stop() throws Exception {
        atlassian.close();
        if (mounted) {
            run("umount", disk.toString());
        }
    }

    private Instance instance() {
        return Instance.in(folder)
                .clock(clock)
                .atlassian(atlassian)
                .site(atlassian.sites().get(0))
                .set("kbsync.deliver.file.folder", disk.resolve("kb"))
                .start();
    }

    @Test
    void aRenameThatDiffersOnlyInCaseKeepsTheDocument() throws Exception {
        mountOneThatIgnoresCase();
        String page = site.addPage("ENG", "Release Notes", "<p>one</p>");
        try (Instance kbsync = instance()) {
            kbsync.full();
            site.rename(page, "Release notes");
            RunReport renamed = kbsync.changes();

            assertThat(renamed.total().delivered()).isEqualTo(1);
            // Such disks may show names in lower case.
            assertThat(names())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .isEqualToIgnoringCase("Release-notes-" + page + ".md");
            assertThat(kbsync.full().total().unchanged()).isEqualTo(1);

            site.rename(page, "Other name");
            kbsync.changes();
            assertThat(names())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .isEqualToIgnoringCase("Other-name-" + page + ".md");
            site.trash(page);
            kbsync.full();
            assertThat(names()).isEmpty();
        }
    }

    @Test
    void aFullDiskLeavesWhatWasThereAndNoHalfFiles() throws Exception {
        mount("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk.toString());
        String page = site.addPage("ENG", "Small", "<p>first</p>");
        try (Instance kbsync = instance()) {
            kbsync.full();
            List<String> large =
                    IntStream.range(0, 4)
                            .mapToObj(
                                    i ->
                                            site.addPage(
                                                    "ENG",
                                                    "Large " + i,
                                                    "<p>" + "text ".repeat(60_000) + "</p>"))
                            .toList();
            site.edit(page, "<p>" + "second ".repeat(60_000) + "</p>");

            RunReport full = kbsync.full();

            assertThat(full.total().failed()).isGreaterThan(2);
            assertThat(names()).noneMatch(name -> name.endsWith(".part"));
            assertThat(names()).contains("Small-" + page + ".md");
            large.forEach(site::trash);
            kbsync.full();
            assertThat(names()).containsExactly("Small-" + page + ".md");
        }
    }

    private void mountOneThatIgnoresCase() throws Exception {
        Path image = folder.resolve("disk.img");
        try (var file = new java.io.RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(8 << 20);
        }
        assumeTrue(run("mkntfs", "-F", "-Q", "-q", image.toString()), "no mkntfs here");
        mount("lowntfs-3g", "-o", "ignore_case", image.toString(), disk.toString());
    }

    private void mount(String... command) throws Exception {
        mounted = run(command);
        assumeTrue(mounted, () -> "cannot mount here: " + String.join(" ", command));
    }

    private boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("mount.log").toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(disk.resolve("kb"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
