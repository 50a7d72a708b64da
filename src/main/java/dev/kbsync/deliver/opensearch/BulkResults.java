package dev.kbsync.deliver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.deliver.SinkAnswerException;
import dev.kbsync.deliver.SinkAnswers;
import dev.kbsync.deliver.SinkBusyException;
import dev.kbsync.deliver.SinkSetupException;
import dev.kbsync.page.OneLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Reads the answers of OpenSearch and Elasticsearch. */
@Component("bulkResults")
public class BulkResults {

    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;

    /** Not allowed, blocked, or no such index: no document's fault. */
    private static final Set<Integer> OF_THE_INDEX = Set.of(401, 403, 404);

    private static final int MOST_REQUESTS = 3;
    private static final int REASON = 300;

    /** How a conflict names the version that the index holds. */
    private static final Pattern HELD = Pattern.compile("current version \\[(\\d{1,18})]");

    private final SinkAnswers answers;

    BulkResults(SinkAnswers answers) {
        this.answers = answers;
    }

    /**
     * Reads the answer to a bulk request, which has a result for each item whatever its status
     * says.
     *
     * @throws SinkAnswerException if it is not the answer to a bulk request
     */
    public void read(Bulk bulk, String answer) {
        Map<String, JsonNode> results = results(answer);
        for (Bulk.Item item : List.copyOf(bulk.items())) {
            JsonNode result = results.get(item.delivery().documentId());
            if (result == null) {
                bulk.refuse(
                        item,
                        new SinkBusyException(
                                "did not say what became of the document; the page is tried again."));
            } else {
                read(bulk, item, result);
            }
        }
    }

    private Map<String, JsonNode> results(String answer) {
        JsonNode items = answers.tree(answer).path("items");
        if (!items.isArray()) {
            throw new SinkSetupException(
                    "did not answer as a bulk request is answered; check its address.");
        }
        Map<String, JsonNode> results = new HashMap<>();
        // Each item is an object with one field, which is called after its action.
        items.forEach(item -> item.forEach(one -> results.put(one.path("_id").asText(), one)));
        return results;
    }

    private static void read(Bulk bulk, Bulk.Item item, JsonNode result) {
        int status = result.path("status").asInt();
        boolean removal = item.delivery().isRemoval();
        if ((status >= 200 && status < 300) || (removal && status == NOT_FOUND)) {
            bulk.done(item);
        } else if (status == CONFLICT && removal) {
            newerIsHeld(bulk, item, result);
        } else if (status == CONFLICT) {
            bulk.done(item); // The index holds a newer version.
        } else {
            bulk.refuse(item, refusal(status, result));
        }
    }

    /**
     * The index holds a newer version than the one that is to go, as after a crash: kbsync had sent
     * it and not noted that. What is withdrawn goes nevertheless, in whatever version is there.
     */
    private static void newerIsHeld(Bulk bulk, Bulk.Item item, JsonNode result) {
        Matcher held = HELD.matcher(reason(result));
        if (held.find() && bulk.requests() < MOST_REQUESTS) {
            bulk.again(item, Long.parseLong(held.group(1)));
        } else {
            bulk.refuse(
                    item,
                    new SinkBusyException(
                            "holds a newer version of a document that is to be removed; the page is tried again."));
        }
    }

    static Exception refusal(int status, JsonNode result) {
        String said =
                "(%d %s: %s)"
                        .formatted(
                                status, result.at("/error/type").asText("error"), reason(result));
        return status == TOO_MANY || status >= 500 || status == 0
                ? new SinkBusyException("is busy " + said + "; the page is tried again.")
                : OF_THE_INDEX.contains(status)
                        ? new SinkSetupException("refuses whatever it is sent " + said + ".")
                        : new SinkAnswerException("refuses the document " + said + ".");
    }

    /**
     * Reads the answer to a request that makes an index.
     *
     * @throws SinkAnswerException if there is no index now
     */
    public void created(String answer) {
        created(answers.tree(answer));
    }

    static void created(JsonNode result) {
        if (!result.path("error").isMissingNode()
                && !result.at("/error/type").asText().equals("resource_already_exists_exception")) {
            throw new SinkSetupException(
                    "has no such index and cannot make it (%s); create it, or give it another name."
                            .formatted(reason(result)));
        }
    }

    /** Without what the reason quotes of the document. */
    private static String reason(JsonNode result) {
        return OneLine.of(
                OneLine.of(result.at("/error/reason").asText())
                        .replaceFirst("\\.? Preview of field's value.*", ""),
                REASON);
    }
}
