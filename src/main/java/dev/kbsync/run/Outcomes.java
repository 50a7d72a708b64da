package dev.kbsync.run;

import dev.kbsync.page.Outcome;
import dev.kbsync.page.PageOutcome;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.Sentence;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.springframework.stereotype.Component;

/**
 * Collects the outcomes of one page of results. The body becomes a list of {@link Outcome}, one for
 * each page whatever happened to it.
 */
@Component("outcomes")
public class Outcomes implements AggregationStrategy {

    private final RunLease lease;

    Outcomes(RunLease lease) {
        this.lease = lease;
    }

    /** Always answers with an exchange of its own, see {@code SinkResults}. */
    @Override
    public Exchange aggregate(Exchange collected, Exchange page) {
        Exchange answer = collected;
        if (answer == null) {
            answer = new DefaultExchange(page.getContext());
            answer.getMessage().setBody(new ArrayList<Outcome>());
        }
        list(answer).add(outcome(page));
        if (page.getVariable("run") instanceof Run run) {
            lease.keep(run);
        }
        return answer;
    }

    private static Outcome outcome(Exchange page) {
        if (page.getMessage().getBody() instanceof Outcome outcome) {
            return outcome;
        }
        // Somebody edited the route so that it does not end with an outcome: the page must not get
        // lost.
        Exception failure = page.getException();
        if (failure == null && page.getMessage().getBody() instanceof PageWork filtered) {
            return PageOutcome.letGo(filtered);
        }
        PageWork work = page.getVariable("work", PageWork.class);
        if (failure == null && page.isRouteStop()) {
            return PageOutcome.letGo(work);
        }
        return Outcome.failed(
                work,
                "page",
                failure == null
                        ? "The route \"page\" ended without an outcome; look at routes/3-page.camel.yaml."
                        : Sentence.of(failure));
    }

    @SuppressWarnings("unchecked")
    private static List<Outcome> list(Exchange answer) {
        return answer.getMessage().getBody(List.class);
    }
}
