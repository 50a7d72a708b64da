package dev.kbsync.retrieval.rank;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.spi.model.embedding.EmbeddingModelFactory;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.IntStream;

/** Ranks by the likeness of embeddings; the model is the one on the class path. */
public final class Vectors implements Ranking {

    private final EmbeddingModel model;
    private final Map<String, float[]> known = new HashMap<>();

    private Vectors(EmbeddingModel model) {
        this.model = model;
    }

    /** Nothing if there is no model on the class path. */
    public static Optional<Vectors> available() {
        return ServiceLoader.load(EmbeddingModelFactory.class)
                .findFirst()
                .map(EmbeddingModelFactory::create)
                .map(Vectors::new);
    }

    @Override
    public String name() {
        return "vectors";
    }

    @Override
    public Ranker index(List<String> texts) {
        embed(texts);
        List<float[]> vectors = texts.stream().map(known::get).toList();
        return query -> nearest(vector(query), vectors);
    }

    private void embed(List<String> texts) {
        List<String> unknown =
                texts.stream().distinct().filter(text -> !known.containsKey(text)).toList();
        if (!unknown.isEmpty()) {
            List<TextSegment> segments = unknown.stream().map(TextSegment::from).toList();
            List<dev.langchain4j.data.embedding.Embedding> made =
                    model.embedAll(segments).content();
            for (int i = 0; i < unknown.size(); i++) {
                known.put(unknown.get(i), made.get(i).vector());
            }
        }
    }

    private float[] vector(String query) {
        return known.computeIfAbsent(query, text -> model.embed(text).content().vector());
    }

    private static List<Integer> nearest(float[] query, List<float[]> vectors) {
        double[] likeness =
                vectors.stream().mapToDouble(vector -> product(query, vector)).toArray();
        return IntStream.range(0, likeness.length)
                .boxed()
                .sorted(Comparator.comparingDouble(place -> -likeness[place]))
                .limit(Ranker.DEPTH)
                .toList();
    }

    /** The vectors have length one. */
    private static double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
