package dev.kbsync.deliver;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import dev.kbsync.egress.AnswerTimeoutException;
import dev.kbsync.egress.EgressException;
import dev.kbsync.embed.EmbeddingException;
import dev.kbsync.page.Sentence;
import dev.kbsync.page.SinkRoute;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/** Says in one sentence why a sink did not take a delivery, and whether more tries make sense. */
@Component("sinkFailures")
public class SinkFailures {

    private static final String NOTED = "kbsyncSinkFailure";

    /** Answers to a request that may be taken later: timed out, too early, too many. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    /** Answers by which a sink refuses one document, and takes others. */
    private static final Set<Integer> OF_THE_DOCUMENT = Set.of(400, 409, 412, 413, 414, 415, 422);

    /** What operating systems say of a full disk. */
    private static final Pattern FULL =
            Pattern.compile("No space left|not enough space|quota exceeded", CASE_INSENSITIVE);

    private final SinkPauses pauses;
    private final SinkBreakers breakers;

    SinkFailures(SinkPauses pauses, SinkBreakers breakers) {
        this.pauses = pauses;
        this.breakers = breakers;
    }

    /**
     * Whether a delivery that failed is tried again at once. Each try that fails counts, so that a
     * sink that is down is found out without waiting for all tries of several deliveries.
     *
     * @param retries how often that may happen
     */
    public boolean mayRetry(Exchange exchange, int retries) {
        int retry = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class);
        if (retry > retries || hopeless(exchange)) {
            return false;
        }
        Exception failure = caught(exchange);
        // A batch that is too large, or taken in part, says nothing of a sink that is down.
        if (!isOfTheDocument(failure)
                && !pauses.asksToWait(failure)
                && !(failure instanceof SinkBusyException)) {
            String sink = sink(exchange);
            breakers.failed(
                    sink,
                    SinkDoor.run(exchange),
                    sentence(sink, failure),
                    keepsFromStoring(failure));
        }
        return true;
    }

    /**
     * Whether trying again at once is pointless: the sink refuses the document, or is known to be
     * down.
     */
    private boolean hopeless(Exchange exchange) {
        Exception failure = caught(exchange);
        return refusal(failure)
                || failure instanceof SinkDownException
                || breakers.isDown(sink(exchange));
    }

    /** Notes on the exchange why the delivery failed, for {@link #verdict}. Body stays. */
    public void note(Exchange exchange) {
        exchange.setProperty(NOTED, sentence(sink(exchange), caught(exchange)));
    }

    /** What the failed delivery's file says of it. */
    public String reason(Exchange exchange) {
        return exchange.getProperty(NOTED, "", String.class);
    }

    /**
     * What became of a delivery: empty text if the sink took it, or was not asked: a route may let
     * a delivery go, and an outdated one is not sent.
     */
    String verdict(String sink, Exchange exchange, boolean letGo) {
        String noted = reason(exchange);
        Exception failure = of(exchange);
        if (noted.isEmpty() && exchange.getException() == null) {
            // That it removes says nothing of a sink that cannot store.
            if (!letGo
                    && SinkDoor.isSent(exchange)
                    && !(SinkDoor.isRemoval(exchange) && breakers.removes(sink))) {
                breakers.answered(sink);
            }
            return "";
        }
        String verdict = noted.isEmpty() ? sentence(sink, failure) : noted;
        if (isOfTheDocument(failure)) {
            breakers.answered(sink);
        } else if (!(failure instanceof SinkDownException)
                && !(failure instanceof InterruptedException)) {
            breakers.failed(sink, SinkDoor.run(exchange), verdict, keepsFromStoring(failure));
        }
        return verdict;
    }

    /**
     * Whether another document would fare no better: the sink is down or busy, or does not work as
     * it is set up.
     */
    static boolean isOfTheSink(Exception failure) {
        return failure instanceof SinkBusyException
                || failure instanceof DirectConsumerNotAvailableException
                || !isOfTheDocument(failure);
    }

    /** Whether the sink is fine and merely refuses one document. */
    private static boolean isOfTheDocument(Exception failure) {
        if (failure instanceof EmbeddingException embedding) {
            return embedding.kind() == EmbeddingException.Kind.TEXT;
        }
        return failure instanceof HttpOperationFailedException http
                ? OF_THE_DOCUMENT.contains(http.getStatusCode())
                : EgressException.in(failure) == null
                        && !(NestedExceptionUtils.getMostSpecificCause(failure)
                                        instanceof IOException io
                                && !(io instanceof InTheWayException))
                        && !(failure instanceof SinkDownException)
                        && !(failure instanceof InterruptedException)
                        && !(failure instanceof SinkSetupException);
    }

    /** Whether a removal may succeed all the same: it needs no vectors, and gives space back. */
    private static boolean keepsFromStoring(Exception failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return failure instanceof EmbeddingException
                || (cause instanceof IOException && FULL.matcher("" + cause.getMessage()).find());
    }

    private boolean refusal(Exception failure) {
        EgressException stopped = EgressException.in(failure);
        if (stopped != null) {
            return !stopped.passing();
        }
        if (failure instanceof HttpOperationFailedException http) {
            int status = http.getStatusCode();
            return (status >= 300 && status < 500 && !PASSING.contains(status))
                    || pauses.tooLong(http);
        }
        if (failure instanceof EmbeddingException embedding) {
            return embedding.kind() != EmbeddingException.Kind.PASSING || pauses.tooLong(failure);
        }
        return failure instanceof SinkAnswerException;
    }

    private static String sentence(String sink, Exception failure) {
        String where = "Sink \"" + sink + "\"";
        if (failure instanceof DirectConsumerNotAvailableException) {
            return "%1$s has no route; add routes/4-deliver-to-%2$s.camel.yaml, take it out of kbsync.deliver.to, or leave what it held there with keep --sink %2$s."
                    .formatted(where, sink);
        }
        if (failure instanceof HttpOperationFailedException http) {
            return where + answered(http);
        }
        EgressException stopped = EgressException.in(failure);
        if (stopped != null) {
            return "%s was not reached: %s".formatted(where, stopped.getMessage());
        }
        if (failure instanceof SinkAnswerException || failure instanceof SinkBusyException) {
            return "%s %s".formatted(where, failure.getMessage());
        }
        if (failure instanceof EmbeddingException) {
            return "%s has no new version of the document: %s"
                    .formatted(where, failure.getMessage());
        }
        if (failure instanceof SinkDownException) {
            return Sentence.of(failure); // What was wrong when it was asked last.
        }
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        if (cause instanceof AnswerTimeoutException) {
            return "%s: %s; the page is tried again.".formatted(where, cause.getMessage());
        }
        // Some causes speak in whole sentences.
        String why = Sentence.of(failure).replaceFirst("[.]$", "");
        return cause instanceof IOException
                ? "%s cannot be written or reached: %s.".formatted(where, why)
                : "%s failed: %s.".formatted(where, why);
    }

    private static String answered(HttpOperationFailedException http) {
        int status = http.getStatusCode();
        if (status >= 300 && status < 400) {
            return " answered %d and redirects%s, which is not followed; correct its address, or check whether it asks for a login."
                    .formatted(status, newAddress(http));
        }
        return status == 401 || status == 403
                ? " refuses the credential (%d); check its token or password.".formatted(status)
                : " answered %d; the page is tried again.".formatted(status);
    }

    /** Without the document, and without what may be a secret. */
    private static String newAddress(HttpOperationFailedException http) {
        String location = http.getRedirectLocation();
        try {
            URI asked = new URI(http.getUri());
            URI to = location == null ? asked : asked.resolve(new URI(location.strip()));
            if (location == null || to.getHost() == null) {
                return "";
            }
            String document = asked.getRawPath().replaceFirst(".*/", "/");
            String path = to.getRawPath().replaceFirst(";.*", "");
            return " to %s://%s%s%s"
                    .formatted(
                            to.getScheme(),
                            to.getHost(),
                            to.getPort() < 0 ? "" : ":" + to.getPort(),
                            path.endsWith(document)
                                    ? path.substring(0, path.length() - document.length())
                                    : path);
        } catch (URISyntaxException e) {
            return "";
        }
    }

    /** What went wrong, if anything did. */
    static Exception of(Exchange exchange) {
        return exchange.getException() == null ? caught(exchange) : exchange.getException();
    }

    private static Exception caught(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    /** The sink whose route a delivery failed in. */
    static String sink(Exchange exchange) {
        return SinkRoute.sink(exchange.getProperty(Exchange.FAILURE_ROUTE_ID, "", String.class));
    }
}
