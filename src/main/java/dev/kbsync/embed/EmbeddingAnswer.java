package dev.kbsync.embed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kbsync.page.OneLine;
import dev.kbsync.site.Secret;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what the service answers, and believes none of it unseen. */
final class EmbeddingAnswer {

    /** From where something is quoted that is longer than a name: it may be of the text. */
    private static final Pattern LONG_QUOTE =
            Pattern.compile("(^|[\\s:(=])(['\"`])(?![^'\"`]{0,20}\\2).*");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REASON = 200;

    /** How much of a text has to stand in a reason for the reason to quote it. */
    private static final int QUOTE = 20;

    private EmbeddingAnswer() {}

    /**
     * @param count how many texts were sent
     * @return their vectors, in the order of the texts
     */
    static List<float[]> vectors(EmbeddingClient service, String body, int count)
            throws EmbeddingException {
        JsonNode data = tree(body).path("data");
        if (!data.isArray()) {
            throw service.useless(
                    "did not answer as an embeddings API does; check kbsync.embeddings.url");
        }
        float[][] vectors = new float[count][];
        for (JsonNode item : data) {
            int index = item.path("index").asInt(-1);
            if (index < 0 || index >= count || vectors[index] != null) {
                throw service.useless(
                        "answered a vector that belongs to none of the texts (index %s)"
                                .formatted(OneLine.of(item.path("index").asText("none"), 20)));
            }
            vectors[index] = vector(service, item.path("embedding"));
        }
        if (data.size() != count) {
            throw service.useless("answered %d vectors for %d texts".formatted(data.size(), count));
        }
        return List.of(vectors);
    }

    private static float[] vector(EmbeddingClient service, JsonNode numbers)
            throws EmbeddingException {
        float[] vector = new float[numbers.size()];
        double square = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = numbers.get(i).isNumber() ? numbers.get(i).floatValue() : Float.NaN;
            square += (double) vector[i] * vector[i];
        }
        // Nothing is near to a vector of zeros, and stores refuse it.
        if (!numbers.isArray() || !Double.isFinite(square) || square == 0) {
            throw service.useless("answered something else than a vector of finite numbers");
        }
        return vector;
    }

    /** What the service says of an error; nothing of it that may be a secret or a text. */
    static String reason(String body, Secret key, List<String> texts) {
        JsonNode answer = tree(body);
        String said =
                Stream.of("/error/message", "/message", "/detail", "/error")
                        .map(pointer -> answer.at(pointer).asText())
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse("");
        String line = OneLine.of(said);
        boolean quotes =
                texts.stream()
                        .map(OneLine::of)
                        .anyMatch(
                                text ->
                                        !text.isEmpty()
                                                && line.contains(
                                                        text.substring(
                                                                0,
                                                                Math.min(QUOTE, text.length()))));
        boolean tells = key.isPresent() && line.contains(key.value().strip());
        return line.isEmpty() || quotes || tells
                ? ""
                : ": " + OneLine.of(LONG_QUOTE.matcher(line).replaceFirst("$1..."), REASON);
    }

    private static JsonNode tree(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
