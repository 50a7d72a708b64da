package dev.kbsync.deliver.openwebui;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.deliver.Deliveries;
import dev.kbsync.deliver.Poll;
import dev.kbsync.deliver.SinkAnswerException;
import dev.kbsync.deliver.SinkAnswers;
import dev.kbsync.deliver.SinkBusyException;
import dev.kbsync.deliver.SinkDoor;
import dev.kbsync.deliver.SinkPolls;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.OneLine;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.hc.core5.http.HttpEntity;
import org.springframework.stereotype.Component;

/**
 * Knows which files of Open WebUI hold a page: those whose ids were kept, and those that carry a
 * mark of kbsync, because an upload whose answer was lost has an id that nobody knows. All others
 * belong to somebody else.
 */
@Component("openWebUiFiles")
public class OpenWebUiFiles {

    private static final String KNOWN = "known";
    private static final String CURRENT = "current";
    private static final String FAILED = "failed";

    private static final Set<String> UNFINISHED = Set.of("pending", "processing");
    private static final Set<String> FAILURES = Set.of("failed", "gone");

    private final Deliveries deliveries;
    private final SinkAnswers answers;
    private final SinkPolls polls;

    OpenWebUiFiles(Deliveries deliveries, SinkAnswers answers, SinkPolls polls) {
        this.deliveries = deliveries;
        this.answers = answers;
        this.polls = polls;
    }

    /** The end of the names of all files that may hold the delivery's page, for a search. */
    public String pattern(Delivery delivery) {
        return "*" + Upload.end(delivery) + ".*";
    }

    /**
     * Body in: the files whose names end like that of the delivery's page. The variable {@code
     * known} becomes the ids of the page's files, and {@code current} the id of the one that holds
     * this very text, or will hold it; empty if there is none.
     *
     * @param linked what the knowledge base says of its files
     */
    public void see(Exchange exchange, String knowledge, String linked) {
        Upload upload = upload(exchange, knowledge);
        Set<String> known =
                new LinkedHashSet<>(ids(exchange.getVariable("ownId", "", String.class)));
        exchange.setVariable(CURRENT, "");
        exchange.setVariable(FAILED, "");
        JsonNode files = answers.tree(exchange.getMessage().getBody(String.class));
        for (JsonNode file : files) {
            JsonNode mark = file.at("/meta/data");
            if (upload.isMarked(mark)) {
                String id = answers.id(file.toString(), "/id");
                known.add(id);
                String state = file.at("/data/status").asText();
                boolean usable =
                        state.equals("completed") ? names(linked, id) : UNFINISHED.contains(state);
                if (usable && upload.isSame(mark)) {
                    exchange.setVariable(CURRENT, id);
                }
            }
        }
        exchange.setVariable(KNOWN, String.join(" ", known));
    }

    /** By its text: an answer may hold whole documents, and is cut off after its first megabyte. */
    private static boolean names(String answer, String id) {
        return answer.contains("\"" + id + "\"");
    }

    /** Body out: the form that uploads the delivery's page. */
    public HttpEntity form(Exchange exchange, String knowledge) {
        exchange.getMessage().removeHeader(Exchange.CONTENT_TYPE);
        return upload(exchange, knowledge).form();
    }

    /**
     * Body in: what Open WebUI says of the state of the current file. The poll goes on after {@code
     * completed}: only then the file becomes part of the knowledge base, which may refuse it.
     *
     * @throws SinkBusyException if Open WebUI has taken too long
     */
    public void look(Exchange exchange, Poll poll) throws SinkBusyException {
        String answer = exchange.getMessage().getBody(String.class);
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, int.class);
        String state = status == 404 ? "gone" : answers.at(answer, "/status");
        if (FAILURES.contains(state)) {
            String error = OneLine.of(answers.at(answer, "/error"), 300);
            exchange.setVariable(FAILED, error.isEmpty() || status == 404 ? state : error);
            poll.end();
        } else {
            polls.stillBusy(poll, state);
        }
    }

    /** Body in: the files of the knowledge base. The poll ends if the current one is among them. */
    public void arrived(Exchange exchange, Poll poll) {
        String current = exchange.getVariable(CURRENT, "", String.class);
        if (names(exchange.getMessage().getBody(String.class), current)) {
            poll.end();
        }
    }

    /**
     * The ids of files that have to go: those of other versions, or of all if the page is gone, or
     * the one that Open WebUI failed to process.
     */
    public List<String> surplus(Exchange exchange) {
        String current = exchange.getVariable(CURRENT, "", String.class);
        if (!exchange.getVariable(FAILED, "", String.class).isEmpty()) {
            return List.of(current);
        }
        return ids(exchange.getVariable(KNOWN, "", String.class)).stream()
                .filter(id -> !id.equals(current))
                .toList();
    }

    /**
     * Fails the delivery if Open WebUI failed to process its file.
     *
     * @throws SinkAnswerException if so
     */
    public void conclude(Exchange exchange) {
        String failed = exchange.getVariable(FAILED, "", String.class);
        if (!failed.isEmpty()) {
            throw new SinkAnswerException(
                    "accepted the document and then failed to process it (%s).".formatted(failed));
        }
    }

    /** The ids in a text, separated by blanks. */
    private static List<String> ids(String ids) {
        return Stream.of(ids.split(" ")).filter(id -> !id.isEmpty()).toList();
    }

    private Upload upload(Exchange exchange, String knowledge) {
        Delivery delivery = SinkDoor.delivery(exchange);
        String text = delivery.isRemoval() ? "" : deliveries.page(delivery);
        return new Upload(delivery, knowledge, text);
    }
}
