package dev.kbsync.confluence;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.kbsync.confluence.SiteAccess.Access;
import dev.kbsync.confluence.failure.AccessDeniedException;
import dev.kbsync.confluence.failure.AuthorizationLostException;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.confluence.failure.QuotaExhaustedException;
import dev.kbsync.confluence.failure.TooMuchAtOnceException;
import dev.kbsync.confluence.failure.UnauthorizedException;
import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The two ends of one attempt in the route {@code confluence-attempt}: a request becomes HTTP
 * headers, an answer becomes a value or a typed exception. The exchange variable {@code request}
 * holds the {@link ConfluenceRequest}.
 */
@Component("confluenceDoor")
public class ConfluenceDoor {

    private static final Logger log = LoggerFactory.getLogger(ConfluenceDoor.class);

    /** Set to the credential that was refused; the next attempt asks for a refreshed one, once. */
    private static final String REFUSED = "refused";

    private static final String ACCESS = "access";
    private static final int ERROR_TEXT = 4096;

    /** Several times what the longest list of the longest pages has. */
    private static final int LARGEST = 32 << 20;

    private final SiteAccess siteAccess;
    private final AnswerFailures failures;
    private final UsageMeter meter;
    private final Budgets budgets;
    private final ClockSkew clocks;

    ConfluenceDoor(
            SiteAccess siteAccess,
            AnswerFailures failures,
            UsageMeter meter,
            Budgets budgets,
            ClockSkew clocks) {
        this.clocks = clocks;
        this.budgets = budgets;
        this.siteAccess = siteAccess;
        this.failures = failures;
        this.meter = meter;
    }

    /** Dresses the message for the HTTP producer: address, query, credential, nothing else. */
    public void prepare(Exchange exchange) {
        ConfluenceRequest<?> request = request(exchange);
        Access refused = exchange.getVariable(REFUSED, Access.class);
        Access access =
                refused == null
                        ? siteAccess.access(request.site())
                        : siteAccess.refreshed(request.site(), refused);
        exchange.setVariable(ACCESS, access);

        Message message = exchange.getMessage();
        // The redelivery counter is a header: without it Camel would try for ever.
        message.removeHeaders("*", "CamelRedeliver*");
        message.setHeader(Exchange.HTTP_URI, access.base() + request.path());
        message.setHeader(Exchange.HTTP_QUERY, request.encodedQuery());
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader("Authorization", access.authorization());
        message.setHeader("Accept", request.redirect() ? "*/*" : "application/json");
        message.setBody(null);
        meter.request(request.site());
        log.debug("GET {}{} (Authorization: ****)", access.base(), request.path());
    }

    /**
     * Leaves the reader's value as the body.
     *
     * @throws ConfluenceException if the answer is not a usable 200
     * @throws IOException if the connection broke while the body arrived
     */
    public void read(Exchange exchange) throws IOException {
        ConfluenceRequest<?> request = request(exchange);
        Message message = exchange.getMessage();
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        try (InputStream body = message.getBody(InputStream.class)) {
            // Whatever happens next, nobody may find a half-read stream in the body.
            message.setBody(null);
            Answer head = answer(status == null ? 0 : status, message, "");
            budgets.heard(request.site(), head);
            clocks.heard(request.site(), head);
            if (head.success() && head.json()) {
                siteAccess.accepted(exchange.getVariable(ACCESS, Access.class));
                Object value = value(request, body);
                if (value instanceof ResultRows<?> rows) {
                    meter.objects(request.site(), rows.rows().size());
                }
                message.removeHeaders("*", "CamelRedeliver*");
                message.setBody(value);
                return;
            }
            if (head.redirect() && request.redirect()) {
                Redirect redirect = redirect(exchange, head);
                meter.objects(request.site(), 1);
                // The address is a secret: it must not stay in a header either.
                message.removeHeaders("*", "CamelRedeliver*");
                message.setBody(redirect);
                return;
            }
            throw failure(exchange, request, answer(head.status(), message, beginning(body)));
        }
    }

    private static Object value(ConfluenceRequest<?> request, InputStream body) throws IOException {
        try {
            return request.reader().read(new BoundedAnswer(body, LARGEST));
        } catch (BoundedAnswer.TooLargeException | StreamConstraintsException e) {
            String sentence =
                    "Site \"%s\", %s: the answer is too large to be read (more than %d MB in all, or one text of more than 20)."
                            .formatted(request.site(), request.path(), LARGEST >> 20);
            throw request.divisible()
                    ? new TooMuchAtOnceException(sentence)
                    : new UnexpectedAnswerException(sentence);
        } catch (IllegalArgumentException | UnexpectedAnswerException e) {
            throw new UnexpectedAnswerException(
                    "Site \"%s\", %s: %s"
                            .formatted(request.site(), request.path(), e.getMessage()));
        }
    }

    private static Redirect redirect(Exchange exchange, Answer head) {
        return Redirect.of(
                exchange.getVariable(ACCESS, Access.class).base(), head.header().apply("Location"));
    }

    private ConfluenceException failure(
            Exchange exchange, ConfluenceRequest<?> request, Answer answer) {
        Access access = exchange.getVariable(ACCESS, Access.class);
        boolean refreshed = exchange.getVariable(REFUSED) != null;
        ConfluenceException failure = failures.of(answer, request, access, refreshed);
        if (failure instanceof QuotaExhaustedException exhausted) {
            budgets.spent(request.site(), answer, exhausted.until());
        }
        if (failure instanceof UnauthorizedException unauthorized) {
            siteAccess.refused(access, String.valueOf(failure.getMessage()));
            if (unauthorized.isRetryable()) {
                exchange.setVariable(REFUSED, access);
            }
        }
        log.debug("{} for {}: {}", answer.status(), request.path(), failure.getMessage());
        if (failure instanceof AccessDeniedException && access.refreshable()) {
            return siteAccess
                    .denied(request.site(), access)
                    .<ConfluenceException>map(AuthorizationLostException::new)
                    .orElse(failure);
        }
        return failure;
    }

    private static Answer answer(int status, Message message, String text) {
        return new Answer(status, name -> message.getHeader(name, String.class), text);
    }

    private static String beginning(@Nullable InputStream body) throws IOException {
        return body == null ? "" : new String(body.readNBytes(ERROR_TEXT), StandardCharsets.UTF_8);
    }

    private static ConfluenceRequest<?> request(Exchange exchange) {
        return exchange.getVariable("request", ConfluenceRequest.class);
    }
}
