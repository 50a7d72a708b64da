package dev.kbsync.deliver.dify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kbsync.deliver.Deliveries;
import dev.kbsync.deliver.Poll;
import dev.kbsync.deliver.SinkAnswerException;
import dev.kbsync.deliver.SinkAnswers;
import dev.kbsync.deliver.SinkBusyException;
import dev.kbsync.deliver.SinkDoor;
import dev.kbsync.deliver.SinkPolls;
import dev.kbsync.deliver.SinkSetupException;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.OneLine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Finds a page's document among those of a Dify knowledge base, and shapes it. Dify gives ids of
 * its own; the document's name ends with ours, so that it is found again when its id was lost.
 */
@Component("difyDocuments")
public class DifyDocuments {

    private static final int TITLE = 120;
    private static final String NONE = "none";
    private static final String ERROR = "error";
    private static final Set<String> CHANGEABLE = Set.of("available", "completed", NONE, ERROR);
    private static final Set<String> BUSY =
            Set.of("queuing", "waiting", "parsing", "cleaning", "splitting", "indexing");

    private final Deliveries deliveries;
    private final SinkAnswers answers;
    private final SinkPolls polls;

    DifyDocuments(Deliveries deliveries, SinkAnswers answers, SinkPolls polls) {
        this.deliveries = deliveries;
        this.answers = answers;
        this.polls = polls;
    }

    /**
     * Takes apart what was kept of a document: {@code ownId} becomes Dify's id, {@code accepted}
     * the key of a delivery that Dify accepted, and of which it is not known whether it was
     * indexed.
     */
    public void recall(Exchange exchange) {
        String[] kept = exchange.getVariable("ownId", "", String.class).split(" ", 2);
        exchange.setVariable("ownId", kept[0]);
        exchange.setVariable("accepted", kept.length > 1 ? kept[1] : "");
    }

    /**
     * The end of the address to ask for a document: by Dify's id where that is known, otherwise by
     * the end of its name.
     */
    public String address(String ownId, Delivery delivery) {
        return ownId.isEmpty()
                ? "?limit=100&keyword=" + delivery.documentId()
                : "/" + ownId + "?metadata=without";
    }

    /**
     * Notes what Dify says of the delivery's document: the variable {@code ownId} becomes Dify's
     * id, empty if there is no such document, and {@code obsolete} true if the document is to go:
     * with its page, or because Dify failed to index it. The poll ends unless Dify is busy with it.
     *
     * @throws SinkAnswerException if the document is not to be changed
     * @throws SinkBusyException if Dify has been busy with the document for too long
     */
    public void see(Exchange exchange, Poll poll) throws SinkBusyException {
        Delivery delivery = SinkDoor.delivery(exchange);
        boolean byId = !exchange.getVariable("ownId", "", String.class).isEmpty();
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, int.class);
        if (byId && status >= 400) {
            exchange.setVariable("ownId", ""); // Not under this id; it is looked for by name.
            return;
        }
        if (status >= 400 && !delivery.isRemoval()) {
            throw new SinkSetupException(
                    "does not know the knowledge base; check the dataset in its route.");
        }
        JsonNode answer = answers.tree(exchange.getMessage().getBody(String.class));
        JsonNode document = byId ? answer : named(answer, delivery);
        String indexing = document.path("indexing_status").asText(NONE);
        String state = document.path("display_status").asText(indexing);
        exchange.setVariable(
                "ownId", document.isMissingNode() ? "" : answers.id(document.toString(), "/id"));
        exchange.setVariable("obsolete", delivery.isRemoval() || state.equals(ERROR));
        judge(poll, state, delivery.isRemoval() ? Set.of(state) : CHANGEABLE);
    }

    private void judge(Poll poll, String state, Set<String> good) throws SinkBusyException {
        if (BUSY.contains(state)) {
            polls.stillBusy(poll, state);
        } else if (good.contains(state)) {
            poll.end();
        } else {
            throw new SinkAnswerException(
                    "takes no change to the document, which is %s there; make it available in Dify, or delete it there."
                            .formatted(OneLine.of(state, DifyAnswers.MOST)));
        }
    }

    private static JsonNode named(JsonNode list, Delivery delivery) {
        for (JsonNode document : list.path("data")) {
            if (document.path("name").asText().endsWith(end(delivery))) {
                return document;
            }
        }
        return MissingNode.getInstance();
    }

    /**
     * A delivery's document as a tree for JSON.
     *
     * @param technique how a new document is indexed
     */
    public Map<String, Object> text(Delivery delivery, String ownId, String technique) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name(delivery));
        json.put("text", deliveries.page(delivery));
        if (ownId.isEmpty()) {
            json.put("indexing_technique", technique);
            json.put("doc_form", "text_model");
            json.put("process_rule", Map.of("mode", "automatic"));
        }
        return json;
    }

    private static String name(Delivery delivery) {
        String title = OneLine.of(delivery.ref().title());
        int length = Math.min(TITLE, title.codePointCount(0, title.length()));
        return title.substring(0, title.offsetByCodePoints(0, length)) + end(delivery);
    }

    private static String end(Delivery delivery) {
        return " (" + delivery.documentId() + ")";
    }

    /**
     * Looks at the state of a document that Dify has accepted.
     *
     * @param before Dify's id of the document before it was sent; empty if it is a new one
     * @throws SinkAnswerException if Dify failed to index a new document
     * @throws SinkBusyException if Dify failed to index a changed one, which may have lost the
     *     former text as well: the next try makes it anew; or if it has taken too long
     */
    public void look(Poll poll, String answer, String before) throws SinkBusyException {
        String state = answers.at(answer, "/data/0/indexing_status");
        String error = OneLine.of(answers.at(answer, "/data/0/error"), DifyAnswers.MOST);
        if (state.equals("completed")) {
            poll.end();
        } else if (BUSY.contains(state) || state.isEmpty()) {
            polls.stillBusy(poll, state);
        } else if (before.isEmpty()) {
            throw new SinkAnswerException(
                    "accepted the document and then failed to index it (%s %s)."
                            .formatted(state, error));
        } else {
            throw new SinkBusyException(
                    "failed to index the new version (%s %s); the document is made anew."
                            .formatted(state, error));
        }
    }
}
