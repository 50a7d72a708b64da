package dev.kbsync.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * A folder with kbsync as the virtual machine loads it fastest: the jar without jars inside, its
 * libraries beside it and apart from an operator's, an archive of its classes as they are once
 * loaded, and scripts.
 */
final class Installation {

    private static final String JAR = "kbsync.jar";
    private static final String LIBRARIES = "kbsync.libraries";
    private static final String OPTIONS = "kbsync.options";
    private static final String ARCHIVE = "kbsync.jsa";
    private static final int PATIENCE = 300;

    /** Nothing that may be a secret; without its language, Java writes no names but plain ones. */
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SystemRoot", "TEMP", "TMP");

    private final Path folder;
    private final Path jar;
    private final Path java;

    private Installation(Path folder, Path jar, Path java) {
        this.folder = folder;
        this.jar = jar;
        this.java = java;
    }

    /**
     * @param jar the jar as it was built
     * @throws IllegalStateException if something else is in the folder, or the jar itself
     */
    static Installation in(Path folder, Path jar) throws IOException {
        Path present = folder.resolve(JAR);
        if (Files.exists(present) && Files.isSameFile(present, jar)) {
            throw new IllegalStateException(
                    "%s holds the jar that is to be installed; choose another folder."
                            .formatted(folder));
        }
        if (Files.exists(folder) && !Files.exists(present)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new IllegalStateException(
                            "%s holds something else; choose a folder that is empty or missing."
                                    .formatted(folder));
                }
            }
        }
        String program = System.getProperty("os.name").startsWith("Windows") ? "java.exe" : "java";
        return new Installation(
                Files.createDirectories(folder).toRealPath(),
                jar.toRealPath(),
                Path.of(System.getProperty("java.home"), "bin", program));
    }

    Path script() {
        return folder.resolve("kbsync");
    }

    /** Writes everything but the archive. What an operator has put into {@code lib} stays. */
    void unpack() throws IOException {
        removeLibraries();
        Files.createDirectories(folder.resolve(FurtherJars.FOLDER));
        Files.deleteIfExists(folder.resolve(ARCHIVE));
        String problem =
                run(
                        folder,
                        List.of(
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--force",
                                "--destination",
                                folder.toString(),
                                "--libraries",
                                LIBRARIES,
                                "--application-filename",
                                JAR));
        if (!problem.isEmpty()) {
            throw new IllegalStateException("%s cannot be unpacked: %s".formatted(jar, problem));
        }
        unpackSqlite();
        if (!Files.exists(folder.resolve(OPTIONS))) {
            Files.writeString(folder.resolve(OPTIONS), template(OPTIONS));
        }
        Path shell = script();
        Files.writeString(shell, template("kbsync").replace("@JAVA@", quoted(java.toString())));
        if (!shell.toFile().setExecutable(true, false)) {
            throw new IOException(shell + " cannot be made executable");
        }
        Files.writeString(
                folder.resolve("kbsync.cmd"),
                template("kbsync.cmd")
                        .replace("@JAVA@", java.toString().replace("%", "%%"))
                        .replaceAll("\r?\n", "\r\n"));
    }

    /**
     * Puts SQLite's own library beside the others, so that no start unpacks it into a temporary
     * folder.
     */
    private void unpackSqlite() throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream library = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
            if (library != null) {
                Files.copy(
                        library,
                        folder.resolve(LIBRARIES).resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Those of the version that is replaced, wherever that kept them. */
    private void removeLibraries() throws IOException {
        if (!Files.exists(folder.resolve(JAR))) {
            return;
        }
        try (JarFile before = new JarFile(folder.resolve(JAR).toFile())) {
            String names = before.getManifest().getMainAttributes().getValue("Class-Path");
            for (String name : String.valueOf(names).split(" ", -1)) {
                if (name.endsWith(".jar")) {
                    Files.deleteIfExists(folder.resolve(name));
                }
            }
        }
    }

    /**
     * Starts what is installed and lets the virtual machine keep the classes it has loaded then.
     *
     * @return why there is no archive; empty if there is one
     */
    String archiveClasses() throws IOException {
        if (folder.toString().contains(" ")) {
            return "Java archives no classes of a folder whose path contains a blank";
        }
        Path scratch = Files.createTempDirectory(folder, "start");
        try {
            String problem =
                    run(
                            scratch,
                            List.of(
                                    "@" + folder.resolve(OPTIONS),
                                    "-XX:ArchiveClassesAtExit=" + folder.resolve(ARCHIVE),
                                    "-jar",
                                    folder.resolve(JAR).toString(),
                                    Rehearsal.COMMAND));
            return problem.isEmpty() && !Files.exists(folder.resolve(ARCHIVE))
                    ? "this Java makes no archive of classes"
                    : problem;
        } finally {
            FileSystemUtils.deleteRecursively(scratch);
        }
    }

    /** What it printed if it failed; it gets nothing of this process's settings and secrets. */
    private String run(Path workingFolder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(arguments);
        Path printed = Files.createTempFile(folder, "install", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(workingFolder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile());
        builder.environment().keySet().retainAll(ENVIRONMENT);
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "it did not end within %d seconds".formatted(PATIENCE);
            }
            if (process.exitValue() == 0) {
                return "";
            }
            String text = Files.readString(printed).strip();
            return text.isEmpty() ? "it ended with exit code " + process.exitValue() : text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } finally {
            Files.delete(printed);
        }
    }

    /** As one word of a shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String template(String name) throws IOException {
        try (InputStream in = Installation.class.getResourceAsStream("/install/" + name)) {
            if (in == null) {
                throw new IOException("The jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
