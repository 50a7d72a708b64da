package dev.kbsync.deliver.git;

import dev.kbsync.deliver.FileShelf;
import dev.kbsync.deliver.SinkParameters;
import dev.kbsync.history.RunReport;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.OneLine;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes documents into working copies of Git repositories; when a run has ended, commits what it
 * changed and pushes it. What could not be pushed waits for the next run.
 */
@Component("gitSinks")
public class GitSinks implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(GitSinks.class);
    private static final String KAMELET = "git-sink";

    private final SinkParameters parameters;
    private final GitRemotes remotes;
    private final FileShelf shelf;
    private final Map<String, WorkingCopy> copies = new ConcurrentHashMap<>();
    private final Map<String, String> problems = new ConcurrentHashMap<>();

    GitSinks(SinkParameters parameters, GitRemotes remotes, FileShelf shelf) {
        this.parameters = parameters;
        this.remotes = remotes;
        this.shelf = shelf;
    }

    /**
     * Writes the files of a document into the sink's working copy, or removes them. They are
     * committed when the run has ended.
     *
     * @throws IOException if that failed, or if the remote could not be reached for the first time
     */
    public void write(String sink, Delivery delivery) throws IOException {
        copy(sink)
                .change(
                        delivery,
                        (folder, profile) -> {
                            if (!delivery.isRemoval()) {
                                shelf.write(folder, profile, delivery);
                            }
                            shelf.tidy(folder, profile, delivery);
                        });
    }

    @EventListener
    public void ended(RunReport report) {
        for (String sink : parameters.sinks(KAMELET)) {
            // Without an address it is off.
            if (!parameters.of(sink).getOrDefault("remote", "").isBlank()) {
                publish(sink, report);
            }
        }
    }

    /** Whatever is wrong with a repository, the run that has ended has ended well. */
    private void publish(String sink, RunReport report) {
        try {
            copy(sink).publish(report);
            if (problems.remove(sink) != null) {
                log.info("Sink \"{}\": what waited has been pushed", sink);
            }
        } catch (IOException | RuntimeException e) {
            String problem = OneLine.of(String.valueOf(e.getMessage()));
            problems.put(sink, problem);
            log.warn("Sink \"{}\": the commits wait for the next run: {}", sink, problem);
            log.debug("The push failed", e);
        }
    }

    /** By sink, why its commits could not be pushed. */
    Map<String, String> problems() {
        return new TreeMap<>(problems);
    }

    private WorkingCopy copy(String sink) {
        GitTarget target = GitTarget.of(parameters.of(sink));
        return copies.compute(
                sink,
                (name, copy) -> {
                    if (copy != null && copy.target().equals(target)) {
                        return copy;
                    }
                    if (copy != null) {
                        copy.close();
                    }
                    return new WorkingCopy(target, remotes.of(name, target));
                });
    }

    @Override
    public void destroy() {
        copies.values().forEach(WorkingCopy::close);
    }
}
