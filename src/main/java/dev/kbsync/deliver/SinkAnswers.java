package dev.kbsync.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.site.SetupException;
import dev.kbsync.site.SinkProperties;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** Reads the answers of sinks that are reached by HTTP. */
@Component("sinkAnswers")
public class SinkAnswers {

    private static final Pattern BEGINS_AS_HTML =
            Pattern.compile("<(!doctype\\s+html|html)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,120}");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Pattern> expected = new ConcurrentHashMap<>();

    SinkAnswers(SinkProperties properties) {
        properties
                .sinks()
                .forEach(
                        (sink, settings) -> {
                            if (!settings.expectedAnswer().isEmpty()) {
                                expected.put(sink, pattern(sink, settings.expectedAnswer()));
                            }
                        });
    }

    private static Pattern pattern(String sink, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new SetupException(
                    "kbsync.sinks.%s.expected-answer is not a regular expression: %s at character %d."
                            .formatted(sink, e.getDescription(), e.getIndex() + 1));
        }
    }

    /**
     * Body in: the sink's answer, whose status counts as good. Body out: its text, without white
     * space around it.
     *
     * @throws SinkAnswerException if it is not the answer of a knowledge base that did as it was
     *     told
     */
    public void accept(Exchange exchange, String sink) {
        Message message = exchange.getMessage();
        String text = message.getBody(String.class);
        String answer = text == null ? "" : text.replaceFirst("^[\\s\\uFEFF]+", "").strip();
        String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        message.setBody(answer);
        if (status != null && status >= 400) {
            // A document that is not there counts as deleted, whatever the page says.
            return;
        }
        accept(sink, type, answer);
    }

    /**
     * Looks at an answer whose status counts as good.
     *
     * @param type its media type
     * @throws SinkAnswerException if it is not the answer of a knowledge base that did as it was
     *     told
     */
    void accept(String sink, String type, String answer) {
        if (BEGINS_AS_HTML.matcher(answer).lookingAt()
                || (type.toLowerCase(Locale.ROOT).contains("html") && answer.startsWith("<"))) {
            throw new SinkSetupException(
                    "answered with a web page, which may be a login or a gateway's; check its"
                            + " address and credential.");
        }
        Pattern wanted = expected.get(sink);
        if (wanted != null && !wanted.matcher(answer).find()) {
            throw new SinkAnswerException(
                    "answered without an error, but the answer does not match kbsync.sinks.%s.expected-answer; check the sink's log."
                            .formatted(sink));
        }
    }

    /**
     * A text in an answer of JSON, for example {@code at(${body}, '/document/id')}.
     *
     * @param pointer a JSON pointer
     * @return empty if there is no such text or number
     * @throws SinkAnswerException if the answer is no JSON
     */
    public String at(String answer, String pointer) {
        return tree(answer).at(pointer).asText();
    }

    /**
     * An answer of JSON as a tree.
     *
     * @throws SinkAnswerException if the answer is no JSON
     */
    public JsonNode tree(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new SinkSetupException(
                    "answered with something other than JSON; check its address.");
        }
    }

    /**
     * The id by which a sink says that it has a document.
     *
     * @param pointer a JSON pointer
     * @throws SinkAnswerException if the answer has none that may stand in an address
     */
    public String id(String answer, String pointer) {
        String id = at(answer, pointer);
        if (!ID.matcher(id).matches()) {
            throw new SinkSetupException(
                    "answered without an error, but without the document's id (%s); check its address."
                            .formatted(pointer));
        }
        return id;
    }
}
