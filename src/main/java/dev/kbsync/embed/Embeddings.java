package dev.kbsync.embed;

import dev.kbsync.egress.Egress;
import dev.kbsync.embed.EmbeddingException.Kind;
import dev.kbsync.page.Batches;
import dev.kbsync.page.Chunk;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Vectors of texts, from the service that {@code kbsync.embeddings} names. A service that asks to
 * be left alone for a while is left alone by everybody: until then, requests fail at once.
 */
@Component("embeddings")
public class Embeddings implements DisposableBean {

    /** A text that every service embeds. */
    private static final String HARMLESS = "text";

    private final EmbeddingProperties properties;
    private final Clock clock;
    private final Optional<EmbeddingClient> client;
    private final AtomicReference<Instant> closedUntil = new AtomicReference<>(Instant.MIN);

    /** How many numbers a vector has; 0 until the first one is there. */
    private final AtomicInteger size;

    public Embeddings(EmbeddingProperties properties, Egress egress, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        this.size = new AtomicInteger(properties.dimensions());
        this.client =
                properties.isConfigured()
                        ? Optional.of(new EmbeddingClient(properties, egress, clock))
                        : Optional.empty();
    }

    /** Whether there is a service. */
    public boolean isConfigured() {
        return client.isPresent();
    }

    /**
     * What makes vectors comparable: those of another identity are made anew. Contains no secret.
     */
    public String identity() {
        return isConfigured()
                ? "%s %d %s %s"
                        .formatted(
                                model(),
                                properties.dimensions(),
                                properties.breadcrumb(),
                                properties.passagePrefix())
                : "";
    }

    /** The model's name. */
    public String model() {
        return properties.model().strip();
    }

    /** How many texts go in one request at most. */
    public int batchSize() {
        return properties.batchSize();
    }

    /** The text to embed for a chunk. */
    public String text(Chunk chunk) {
        return properties.breadcrumb() && !chunk.breadcrumb().isEmpty()
                ? String.join(" > ", chunk.breadcrumb()) + "\n\n" + chunk.text()
                : chunk.text();
    }

    /**
     * Vectors of passages that are to be found. Each text has a vector or a failure.
     *
     * @param vectors by text
     * @param failures by text
     */
    public record Passages(Map<String, float[]> vectors, Map<String, EmbeddingException> failures) {

        /** Why no more is asked for. */
        private Optional<EmbeddingException> end() {
            return failures.values().stream().filter(e -> e.kind() != Kind.TEXT).findFirst();
        }
    }

    /** Embeds passages that are to be found, as many as possible in one request. */
    public Passages passages(Collection<String> texts) {
        Passages made = new Passages(new HashMap<>(), new HashMap<>());
        for (List<String> some : Batches.of(List.copyOf(texts), properties.batchSize())) {
            embed(some, made);
        }
        return made;
    }

    /**
     * The vector of a question.
     *
     * @throws EmbeddingException if it could not be made
     */
    public float[] query(String text) throws EmbeddingException {
        return ask(List.of(properties.queryPrefix() + text)).get(0);
    }

    /** In halves, if the service refuses the texts together: too many, too long, or one of them. */
    private void embed(List<String> texts, Passages made) {
        Optional<EmbeddingException> end = made.end();
        if (end.isPresent()) {
            texts.forEach(text -> made.failures().put(text, end.get()));
            return;
        }
        try {
            List<float[]> vectors = ask(texts.stream().map(this::passage).toList());
            for (int i = 0; i < vectors.size(); i++) {
                made.vectors().put(texts.get(i), vectors.get(i));
            }
        } catch (EmbeddingException e) {
            int half = texts.size() / 2;
            if (e.kind() == Kind.TEXT && half > 0) {
                embed(texts.subList(0, half), made);
                embed(texts.subList(half, texts.size()), made);
            } else {
                boolean first = made.vectors().isEmpty() && made.failures().isEmpty();
                EmbeddingException cause = first && e.kind() == Kind.TEXT ? ofAnyText(e) : e;
                texts.forEach(text -> made.failures().put(text, cause));
            }
        }
    }

    private String passage(String text) {
        return properties.passagePrefix() + text;
    }

    /**
     * Services also answer 400 where they take no text at all, for a model or dimensions that they
     * do not have. So where none was taken yet, one is sent that says nothing.
     */
    private EmbeddingException ofAnyText(EmbeddingException refusal) {
        try {
            ask(List.of(passage(HARMLESS)));
            return refusal;
        } catch (EmbeddingException e) {
            return e.kind() == Kind.TEXT ? EmbeddingClient.ofAnyText(e) : e;
        }
    }

    private List<float[]> ask(List<String> texts) throws EmbeddingException {
        EmbeddingClient service =
                client.orElseThrow(
                        () ->
                                new EmbeddingException(
                                        Kind.SETUP,
                                        "No vectors can be made; set kbsync.embeddings.url."));
        Duration closed = Duration.between(clock.instant(), closedUntil.get());
        if (!closed.isNegative() && !closed.isZero()) {
            throw service.busy("asked for a pause", closed);
        }
        try {
            List<float[]> vectors = service.embed(texts);
            for (float[] vector : vectors) {
                check(service, vector);
            }
            return vectors;
        } catch (EmbeddingException e) {
            Duration pause = e.retryAfter();
            if (pause != null) {
                closedUntil.set(clock.instant().plus(pause));
            }
            throw e;
        }
    }

    /** All vectors have the same size, also those of other requests. */
    private void check(EmbeddingClient service, float[] vector) throws EmbeddingException {
        int known = size.updateAndGet(before -> before == 0 ? vector.length : before);
        if (vector.length != known) {
            throw service.useless(
                    "answered a vector of %d numbers where others have %d; check kbsync.embeddings.model and .dimensions, and restart"
                            .formatted(vector.length, known));
        }
    }

    @Override
    public void destroy() throws IOException {
        if (client.isPresent()) {
            client.get().close();
        }
    }
}
