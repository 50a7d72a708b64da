package dev.kbsync.deliver;

import dev.kbsync.page.SinkTargets;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Knows where a sink keeps its documents by its settings: {@code kbsync.deliver.<name>.folder} for
 * one that keeps files, {@code kbsync.deliver.<name>.url} for one that is reached by HTTP. Sinks
 * with other settings may be anywhere.
 */
@Component
class ConfiguredTargets implements SinkTargets {

    private final Environment environment;

    ConfiguredTargets(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String of(String sink) {
        String folder = folder(sink);
        if (!folder.isEmpty()) {
            return hash("folder " + new DocumentFolder(folder).root());
        }
        // User, password and query may hold secrets, and say nothing of the place.
        String url =
                setting(sink, "url").replaceAll("//[^/@]*@", "//").replaceAll("[?#].*|/+$", "");
        return url.isEmpty() ? "" : hash("url " + url);
    }

    @Override
    public boolean lacks(String sink, String path) {
        return keepsFiles(sink) && new DocumentFolder(folder(sink)).find(path).isEmpty();
    }

    boolean keepsFiles(String sink) {
        return !folder(sink).isEmpty();
    }

    private String folder(String sink) {
        return setting(sink, "folder");
    }

    private String setting(String sink, String name) {
        return environment.getProperty("kbsync.deliver." + sink + "." + name, "").strip();
    }

    private static String hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
