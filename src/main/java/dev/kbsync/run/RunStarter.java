package dev.kbsync.run;

import dev.kbsync.history.RunReport;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Starts runs through the route {@code run}, for the console, the command line and the start-up.
 */
@Component
public class RunStarter {

    private static final Logger log = LoggerFactory.getLogger(RunStarter.class);

    private final ProducerTemplate producer;
    private final RunQueue queue;
    private final SimpleAsyncTaskExecutor background = new SimpleAsyncTaskExecutor("run-");

    RunStarter(ProducerTemplate producer, RunQueue queue) {
        this.producer = producer;
        this.queue = queue;
        background.setDaemon(true);
    }

    /**
     * Runs and waits, first for other runs of the site.
     *
     * @throws dev.kbsync.site.UnknownSiteException if there is no such site
     * @throws IllegalStateException with one sentence, if the route does not run
     */
    public RunReport run(RunRequest request) {
        return send(request, null);
    }

    /**
     * Has a run say what it would do, and waits. Nothing is delivered, and neither ledger,
     * watermarks, failures nor the list of runs change; other runs of the site wait meanwhile.
     * While one is in progress there is no plan.
     *
     * @param listener receives each step as soon as it is decided
     * @throws dev.kbsync.site.UnknownSiteException if there is no such site
     * @throws IllegalStateException with one sentence, if the route does not run
     */
    public Plan.Result plan(
            String site, RunKind kind, boolean allowRemovals, Consumer<Plan.Step> listener) {
        return plan(new RunRequest(site, kind, allowRemovals, true), new Plan(listener));
    }

    /**
     * Has a full run say what it would do if the site were another one.
     *
     * @param proposal makes the site what somebody proposes it to be; its name stays
     * @param listener receives each step as soon as it is decided
     * @throws dev.kbsync.site.UnknownSiteException if there is no such site
     * @throws IllegalStateException with one sentence, if the route does not run
     */
    public Plan.Result planProposed(
            String site, UnaryOperator<Site> proposal, Consumer<Plan.Step> listener) {
        return plan(new RunRequest(site, RunKind.FULL, false, true), new Plan(listener, proposal));
    }

    private Plan.Result plan(RunRequest request, Plan plan) {
        RunReport report = send(request, plan);
        return new Plan.Result(report, plan.cost());
    }

    private RunReport send(RunRequest request, @Nullable Plan plan) {
        Exchange exchange =
                producer.send(
                        "direct:run",
                        sent -> {
                            sent.setVariable("plan", plan);
                            sent.getMessage().setBody(request.toString());
                        });
        Exception failure = exchange.getException();
        if (failure instanceof DirectConsumerNotAvailableException) {
            throw new IllegalStateException(
                    "The route \"run\" is not running; fix routes/2-run.camel.yaml.", failure);
        }
        if (failure instanceof RuntimeException known) {
            throw known;
        }
        if (failure != null) {
            throw new IllegalStateException(
                    "The run could not start: " + failure.getMessage(), failure);
        }
        return exchange.getMessage().getBody(RunReport.class);
    }

    /** What becomes of a run that nobody waits for. */
    public enum Begun {
        /** It begins. */
        STARTED,
        /** It waits for the one in progress. */
        QUEUED,
        /** One that does its work as well waits already. */
        WAITING_ALREADY
    }

    /** Runs without waiting; the log and the console tell what became of it. */
    public Begun begin(RunRequest request) {
        if (queue.awaited(request)) {
            return Begun.WAITING_ALREADY;
        }
        Begun begun = queue.wouldWait(request) ? Begun.QUEUED : Begun.STARTED;
        background.execute(
                () -> {
                    try {
                        run(request);
                    } catch (RuntimeException e) {
                        log.error("{}: {}", request, e.getMessage());
                    }
                });
        return begun;
    }
}
