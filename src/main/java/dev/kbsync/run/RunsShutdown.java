package dev.kbsync.run;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Before Camel waits for its routes, the runs in progress are asked to end early. */
@Component
class RunsShutdown implements SmartLifecycle {

    private final Runs runs;
    private volatile boolean running;

    RunsShutdown(Runs runs) {
        this.runs = runs;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        runs.stopAll();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The highest phase stops first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
