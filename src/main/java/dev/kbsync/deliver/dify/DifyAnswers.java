package dev.kbsync.deliver.dify;

import dev.kbsync.deliver.SinkAnswerException;
import dev.kbsync.deliver.SinkAnswers;
import dev.kbsync.deliver.SinkBusyException;
import dev.kbsync.deliver.SinkSetupException;
import dev.kbsync.page.OneLine;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Reads why Dify refuses a request: its statuses alone do not say whether asking again helps. */
@Component("difyAnswers")
public class DifyAnswers {

    static final int MOST = 200;

    private final SinkAnswers answers;

    DifyAnswers(SinkAnswers answers) {
        this.answers = answers;
    }

    /**
     * Body in and out: the answer's text. What passes: that a document is not there, or that a
     * metadata field exists already.
     *
     * @throws SinkAnswerException if Dify refuses, and would refuse again
     * @throws SinkBusyException if Dify refuses now, and may not later
     */
    public void check(Exchange exchange, String sink) throws SinkBusyException {
        answers.accept(exchange, sink);
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, int.class);
        if (status < 400 || status == 404) {
            return;
        }
        String answer = exchange.getMessage().getBody(String.class);
        String code = answers.at(answer, "/code");
        String message = answers.at(answer, "/message");
        if (message.contains("already exists")) {
            return;
        }
        if (message.toLowerCase(Locale.ROOT).contains("rate limit")) {
            throw new SinkBusyException(
                    "takes no more requests at present (%s); set kbsync.sinks.%s.rate to what its plan allows."
                            .formatted(OneLine.of(message, MOST), sink));
        }
        if (code.equals("document_indexing") || message.contains("is not available")) {
            throw new SinkBusyException("is still busy with the document; it is tried again.");
        }
        if (code.equals("archived_document_immutable")) {
            throw new SinkAnswerException(
                    "has archived the document and takes no change to it; unarchive it in Dify.");
        }
        String refusal =
                "refuses the request (%d %s: %s)."
                        .formatted(status, OneLine.of(code, MOST), OneLine.of(message, MOST));
        // By 400 Dify refuses what the request says, otherwise whoever asks.
        throw status == 400 ? new SinkAnswerException(refusal) : new SinkSetupException(refusal);
    }
}
