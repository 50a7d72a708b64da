package dev.kbsync.proof;

import dev.kbsync.cli.Kbsync;
import dev.kbsync.site.RunKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code sync} on the command line, each time a process of its own, on one folder. */
final class Command {

    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> options =
            new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));

    /**
     * @param folder where everything of it lies
     */
    Command(Path folder, String atlassian) {
        this.folder = folder;
        set("kbsync.data.folder", folder.resolve("data"));
        set("kbsync.deliver.file.folder", folder.resolve("kb"));
        set("kbsync.failures.folder", folder.resolve("dead-letters"));
        set("kbsync.routes.folder", Path.of("routes").toAbsolutePath());
        set("kbsync.confluence.retry-delay", "50");
        set("kbsync.site.url", "");
        set("kbsync.sites.demo.url", atlassian);
        set("kbsync.sites.demo.email", "bot@example.com");
        set("kbsync.sites.demo.api-token", "simulator-token");
        set("kbsync.sites.demo.spaces", "*");
    }

    Command set(String key, Object value) {
        settings.put(key, value.toString());
        return this;
    }

    /** Options of the virtual machine instead of those for a short life. */
    Command options(List<String> others) {
        options.clear();
        options.addAll(others);
        return this;
    }

    Child sync(RunKind kind, boolean allowRemovals) {
        return sync(Kbsync.class, kind, allowRemovals);
    }

    Child sync(Class<?> main, RunKind kind, boolean allowRemovals) {
        List<String> all = new ArrayList<>(options);
        settings.forEach((key, value) -> all.add("-D" + key + "=" + value));
        List<String> arguments = new ArrayList<>(List.of("sync", "--kind", kind.word()));
        if (allowRemovals) {
            arguments.add("--allow-removals");
        }
        return Child.start(main, all, arguments, folder.resolve("sync.log"));
    }

    Path folder() {
        return folder;
    }

    /** Forgets everything; the folder is as before the first run. */
    void reset() {
        List.of("data", "kb", "dead-letters").forEach(name -> Folders.delete(folder.resolve(name)));
    }
}
