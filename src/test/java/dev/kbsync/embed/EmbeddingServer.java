package dev.kbsync.embed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An embeddings API that refuses what the real ones refuse: another key or model, unknown fields,
 * empty, too many or too long texts. It counts what it embeds, and answers in reverse order.
 */
public final class EmbeddingServer implements AutoCloseable {

    public static final String KEY = "key-of-the-embeddings";
    public static final String MODEL = "hashed-words";
    public static final int DIMENSIONS = 64;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of("model", "input", "dimensions");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<String>> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int mostTexts = 2048;
    private volatile int mostCharacters = 40_000;
    private volatile boolean down;

    /**
     * What one request gets.
     *
     * @param headers further headers
     */
    public record Answer(int status, Map<String, String> headers, String body) {

        public static Answer of(int status, String message) {
            return new Answer(
                    status,
                    Map.of(),
                    JSON.createObjectNode()
                            .set("error", JSON.createObjectNode().put("message", message))
                            .toString());
        }
    }

    public EmbeddingServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        send(exchange, handle(exchange));
                    }
                });
        server.start();
    }

    /** What {@code kbsync.embeddings.url} is set to. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The settings by which it is used. */
    public Map<String, String> settings() {
        return Map.of(
                "kbsync.embeddings.url", url(),
                "kbsync.embeddings.key", KEY,
                "kbsync.embeddings.model", MODEL);
    }

    /** The texts that were embedded, request by request. */
    public List<List<String>> requests() {
        return requests;
    }

    /** How often it was asked, whatever it answered. */
    public int asked() {
        return asked.get();
    }

    /** The texts that were embedded. */
    public List<String> texts() {
        return requests.stream().flatMap(List::stream).toList();
    }

    /** Has one request get an answer, whatever it asks for. */
    public void answerNext(Answer answer) {
        next.add(answer);
    }

    /** From now on. */
    public void limit(int texts, int characters) {
        mostTexts = texts;
        mostCharacters = characters;
    }

    /** Whether it answers 503 to everything, from now on. */
    public void setDown(boolean now) {
        down = now;
    }

    private Answer handle(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Answer other = down ? Answer.of(503, "down") : next.poll();
        if (other != null) {
            return other;
        }
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().getPath().equals("/v1/embeddings")) {
            return Answer.of(404, "Invalid URL");
        }
        String key = exchange.getRequestHeaders().getFirst("Authorization");
        if (!("Bearer " + KEY).equals(key)) {
            return Answer.of(401, "Incorrect API key provided: " + key);
        }
        try {
            return embed(JSON.readTree(body));
        } catch (JsonProcessingException e) {
            return Answer.of(400, "We could not parse the JSON body of your request.");
        }
    }

    private Answer embed(JsonNode request) {
        for (Iterator<String> names = request.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                return Answer.of(400, "Unrecognized request argument supplied: " + name);
            }
        }
        if (!request.path("model").asText().equals(MODEL)) {
            return Answer.of(request.has("model") ? 404 : 400, "The model does not exist");
        }
        List<String> texts = new ArrayList<>();
        request.path("input").forEach(text -> texts.add(text.isTextual() ? text.asText() : ""));
        if (texts.isEmpty() || texts.size() > mostTexts) {
            return Answer.of(400, "'$.input' is invalid: between 1 and %d".formatted(mostTexts));
        }
        for (String text : texts) {
            if (text.isBlank() || text.length() > mostCharacters) {
                return Answer.of(
                        text.isBlank() ? 400 : 413,
                        "'$.input' is invalid: %d characters".formatted(text.length()));
            }
        }
        int dimensions = request.path("dimensions").asInt(DIMENSIONS);
        if (dimensions < 1) {
            return Answer.of(400, "'$.dimensions' is invalid");
        }
        requests.add(texts);
        return new Answer(200, Map.of(), vectors(texts, dimensions));
    }

    private static String vectors(List<String> texts, int dimensions) {
        ObjectNode answer = JSON.createObjectNode().put("object", "list").put("model", MODEL);
        ArrayNode data = answer.putArray("data");
        for (int i = texts.size() - 1; i >= 0; i--) {
            ArrayNode vector =
                    data.addObject()
                            .put("object", "embedding")
                            .put("index", i)
                            .putArray("embedding");
            for (float number : HashedWords.vector(texts.get(i), dimensions)) {
                vector.add(number);
            }
        }
        return answer.toString();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
