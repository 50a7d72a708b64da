package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.page.AttachedFile;
import dev.kbsync.page.Attachment;
import dev.kbsync.page.Census;
import dev.kbsync.page.Chunk;
import dev.kbsync.page.Comment;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Details;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageRef.Ancestor;
import dev.kbsync.page.PageRef.ContentType;
import dev.kbsync.page.Pieces;
import dev.kbsync.page.Readers;
import dev.kbsync.page.Renditions;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryJsonTest {

    private static final String ALPHABET = "ab \"\\\n\t\r/{}<>&'üß€😀\u0000\u2028";

    /** Makes deliveries of which each differs from the one before. */
    private static final class Dice {

        private final Random random;

        Dice(long seed) {
            random = new Random(seed);
        }

        String text() {
            int[] letters = ALPHABET.codePoints().toArray();
            StringBuilder text = new StringBuilder("t");
            random.ints(random.nextInt(12), 0, letters.length)
                    .forEach(i -> text.appendCodePoint(letters[i]));
            return text.toString();
        }

        List<String> texts() {
            return Stream.generate(this::text).limit(1 + random.nextInt(2)).toList();
        }

        Instant time() {
            return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        }

        <T> T one(T[] all) {
            return all[random.nextInt(all.length)];
        }

        PageRef ref() {
            Map<String, String> properties = new LinkedHashMap<>();
            texts().forEach(name -> properties.put(name, text()));
            Details details =
                    new Details(
                            text(),
                            time(),
                            List.of(
                                    new Readers(
                                            text(),
                                            text(),
                                            List.of(new Readers.User(text(), text())),
                                            List.of(new Readers.Group(text(), text())))),
                            List.of(new Comment(text(), 3, text(), time(), true, text(), text())),
                            List.of(new Attachment(text(), 2, text(), text(), 1L << 40, text())),
                            new AttachedFile(text(), text(), 5, text(), text(), text()),
                            properties);
            return new PageRef(
                    text(),
                    text(),
                    one(ContentType.values()),
                    text(),
                    text(),
                    1 + random.nextInt(1000),
                    time(),
                    text(),
                    List.of(new Ancestor(text(), text())),
                    texts(),
                    one(Access.values()),
                    text(),
                    details);
        }

        Document document(PageRef ref, Format format) {
            Chunk chunk =
                    new Chunk(text(), text(), text(), texts(), text(), new TreeSet<>(texts()), 7);
            return new Document(
                    ref,
                    format,
                    text(),
                    text(),
                    List.of(),
                    Census.EMPTY,
                    List.of(),
                    new Pieces.Known(List.of(chunk)),
                    Renditions.NONE);
        }

        Delivery delivery(@Nullable Document document, String content) {
            return new Delivery(
                    text(),
                    text(),
                    document == null ? ref() : document.ref(),
                    text(),
                    text(),
                    texts(),
                    texts(),
                    document,
                    content,
                    text());
        }

        Delivery delivery() {
            PageRef ref = ref();
            Document other = document(ref, Format.TEXT);
            Document document =
                    document(ref, Format.MARKDOWN)
                            .with(new Renditions.Known(Map.of(Format.TEXT, other)));
            return delivery(document, random.nextBoolean() ? text() : text() + document.shelved());
        }
    }

    static Stream<Delivery> deliveries() {
        return IntStream.range(0, 40).mapToObj(seed -> new Dice(seed).delivery());
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void whatIsReadIsWhatWasWritten(Delivery delivery) {
        assertThat(DeliveryJson.read(DeliveryJson.write(delivery))).isEqualTo(delivery);
    }

    @Test
    void everyPartOfThoseSamplesIsSet() throws ReflectiveOperationException {
        PageRef ref = new Dice(1).ref();
        for (Record record : List.of(new Dice(1).delivery(), ref, ref.details())) {
            for (RecordComponent part : record.getClass().getRecordComponents()) {
                assertThat(part.getAccessor().invoke(record))
                        .as("%s of %s", part.getName(), record.getClass().getSimpleName())
                        .isNotIn(null, "", 0, List.of(), Map.of());
            }
        }
    }

    @Test
    void aRemovalHasNoDocument() {
        Delivery removal = new Dice(1).delivery(null, "");

        assertThat(DeliveryJson.read(DeliveryJson.write(removal))).isEqualTo(removal);
        assertThat(removal.isRemoval()).isTrue();
    }

    @Test
    void aDocumentOfOneFormatStaysOne() {
        Dice dice = new Dice(2);
        Document document = dice.document(dice.ref(), Format.TEXT);
        Delivery delivery = dice.delivery(document, document.shelved());

        assertThat(DeliveryJson.read(DeliveryJson.write(delivery))).isEqualTo(delivery);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mine", "[]", "{}", "null", "{\"documentId\":\"a\"}"})
    void whatIsNoDeliveryIsRefused(String json) {
        assertThatThrownBy(() -> DeliveryJson.read(json))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
