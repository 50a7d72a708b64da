package dev.kbsync.run;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
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
    private final SimpleAsyncTaskExecutor background = new SimpleAsyncTaskExecutor("run-");

    RunStarter(ProducerTemplate producer) {
        this.producer = producer;
        background.setDaemon(true);
    }

    /**
     * Runs and waits.
     *
     * @throws dev.kbsync.site.UnknownSiteException if there is no such site
     * @throws IllegalStateException with one sentence, if the route does not run
     */
    public RunReport run(RunRequest request) {
        Exchange exchange =
                producer.send("direct:run", sent -> sent.getMessage().setBody(request.toString()));
        Exception failure = exchange.getException();
        if (failure instanceof DirectConsumerNotAvailableException) {
            throw new IllegalStateException(
                    "The route \"run\" does not run; mend routes/2-run.camel.yaml.", failure);
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

    /** Runs without waiting; the log and the console tell what became of it. */
    public void begin(RunRequest request) {
        background.execute(
                () -> {
                    try {
                        run(request);
                    } catch (RuntimeException e) {
                        log.error("{}: {}", request, e.getMessage());
                    }
                });
    }
}
