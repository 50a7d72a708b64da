package dev.kbsync.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The runs in progress in this process, at most one a site. Before Camel waits for its routes at a
 * shutdown, they are asked to end early.
 */
@Component
class ActiveRuns implements SmartLifecycle {

    private final Waiting waiting;
    private final Map<String, Run> bySite = new ConcurrentHashMap<>();
    private final Set<Run> givingWay = ConcurrentHashMap.newKeySet();
    private volatile boolean started;
    private volatile boolean stopping;

    ActiveRuns(Waiting waiting) {
        this.waiting = waiting;
    }

    void add(Run run) {
        givingWay.remove(run);
        bySite.put(run.getSite().name(), run);
    }

    void remove(Run run) {
        bySite.remove(run.getSite().name(), run);
        givingWay.remove(run);
    }

    /** The run lets others of its site go first. */
    void giveWay(Run run) {
        givingWay.add(run);
        bySite.remove(run.getSite().name(), run);
    }

    /** Whether a run of the site is in progress, or gives way to another one. */
    boolean any(String site) {
        return of(site) != null || !givingWay(site).isEmpty();
    }

    private List<Run> givingWay(String site) {
        return givingWay.stream().filter(run -> run.getSite().name().equals(site)).toList();
    }

    @Nullable Run of(String site) {
        return bySite.get(site);
    }

    /** Has a site's run end after its page of results, or at once where it only waits. */
    boolean stop(String site) {
        List<Run> runs = new ArrayList<>(givingWay(site));
        Run first = of(site);
        if (first != null) {
            runs.add(first);
        }
        runs.forEach(Run::stop);
        waiting.wake();
        return !runs.isEmpty();
    }

    /** Stops all runs; new ones are not to begin. */
    void stopAll() {
        stopping = true;
        bySite.values().forEach(Run::stop);
        givingWay.forEach(Run::stop);
        waiting.wake();
    }

    boolean stopping() {
        return stopping;
    }

    @Override
    public void start() {
        started = true;
    }

    @Override
    public void stop() {
        stopAll();
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** The highest phase stops first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
