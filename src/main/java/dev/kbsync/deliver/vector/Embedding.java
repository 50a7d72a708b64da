package dev.kbsync.deliver.vector;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** The vector of a text. */
public final class Embedding {

    private final float[] numbers;

    public Embedding(float[] numbers) {
        this.numbers = numbers.clone();
    }

    /** Reads an array of numbers. */
    public static Embedding of(JsonNode array) {
        float[] numbers = new float[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).floatValue();
        }
        return new Embedding(numbers);
    }

    /** Reads what {@link #toString} writes. */
    public static Embedding parse(String text) {
        String[] parts = text.substring(1, text.length() - 1).split(",", -1);
        float[] numbers = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Float.parseFloat(parts[i]);
        }
        return new Embedding(numbers);
    }

    /** How many numbers it has. */
    public int size() {
        return numbers.length;
    }

    @JsonValue
    float[] numbers() {
        return numbers.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding embedding && Arrays.equals(numbers, embedding.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    /** {@code [0.25,-1.0]}. */
    @Override
    public String toString() {
        return Arrays.toString(numbers).replace(" ", "");
    }
}
