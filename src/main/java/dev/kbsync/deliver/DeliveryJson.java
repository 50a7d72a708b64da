package dev.kbsync.deliver;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.kbsync.page.Census;
import dev.kbsync.page.Chunk;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.Pieces;
import dev.kbsync.page.Renditions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole delivery as JSON, so that it can be handed to sinks later and elsewhere: with its
 * document in every format it can be had in, and the chunks of each. What only runs ask for is left
 * out: the document's outline, its links and its census.
 */
public final class DeliveryJson {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .visibility(PropertyAccessor.ALL, Visibility.NONE)
                    .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                    .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(Include.NON_NULL, Include.ALWAYS))
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    // A newer kbsync may have written it.
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private DeliveryJson() {}

    /**
     * A document in one format.
     *
     * @param shelved null if it is the same as the text, which it usually is
     */
    private record Copy(Format format, String text, @Nullable String shelved, List<Chunk> chunks) {

        static Copy of(Document document) {
            return new Copy(
                    document.format(),
                    document.text(),
                    document.shelved().equals(document.text()) ? null : document.shelved(),
                    document.chunks());
        }

        Document document(PageRef ref) {
            return new Document(
                    ref,
                    format,
                    text,
                    shelved == null ? text : shelved,
                    List.of(),
                    Census.EMPTY,
                    List.of(),
                    new Pieces.Known(chunks),
                    Renditions.NONE);
        }
    }

    /**
     * A delivery and its document, which are taken apart so that the text is there once.
     *
     * @param delivery without its document, and without the shelved text at the end of its content
     * @param joined whether the shelved text was there
     * @param copies the document, first in the format of all sinks; none for a removal
     */
    private record Letter(Delivery delivery, boolean joined, List<Copy> copies) {}

    /** The delivery as JSON, on one line. */
    public static String write(Delivery delivery) {
        Document document = delivery.document();
        List<Copy> copies = new ArrayList<>();
        String shelved = "";
        if (document != null) {
            copies.add(Copy.of(document));
            shelved = document.shelved();
            for (Format format : Format.values()) {
                Document other = document.in(format);
                if (format != document.format() && other.format() == format) {
                    copies.add(Copy.of(other));
                }
            }
        }
        String content = delivery.content();
        boolean joined = content.endsWith(shelved);
        try {
            String kept =
                    joined ? content.substring(0, content.length() - shelved.length()) : content;
            return JSON.writeValueAsString(new Letter(delivery.with(null, kept), joined, copies));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A delivery cannot be written as JSON", e);
        }
    }

    /**
     * The delivery that {@link #write} was given.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Delivery read(String json) {
        try {
            Letter letter = JSON.readValue(json, Letter.class);
            Document document = document(letter);
            String kept = letter.delivery().content();
            return letter.delivery()
                    .with(
                            document,
                            letter.joined() && document != null ? kept + document.shelved() : kept);
        } catch (JsonProcessingException | NullPointerException e) {
            // What lacks a part is no delivery either.
            throw new IllegalArgumentException("it is no delivery of kbsync", e);
        }
    }

    private static @Nullable Document document(Letter letter) {
        List<Document> all =
                letter.copies().stream()
                        .map(copy -> copy.document(letter.delivery().ref()))
                        .toList();
        if (all.isEmpty()) {
            return null;
        }
        Map<Format, Document> others = new EnumMap<>(Format.class);
        all.subList(1, all.size()).forEach(other -> others.put(other.format(), other));
        return others.isEmpty() ? all.get(0) : all.get(0).with(new Renditions.Known(others));
    }
}
