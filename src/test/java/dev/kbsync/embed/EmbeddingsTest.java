package dev.kbsync.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.SettableClock;
import dev.kbsync.embed.EmbeddingException.Kind;
import dev.kbsync.embed.EmbeddingServer.Answer;
import dev.kbsync.embed.Embeddings.Passages;
import dev.kbsync.page.Chunk;
import dev.kbsync.site.Secret;
import dev.kbsync.site.SetupException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsTest {

    private final EmbeddingServer server = new EmbeddingServer();
    private final SettableClock clock = new SettableClock();
    private final Embeddings embeddings =
            TestEmbeddings.of(TestEmbeddings.properties(server.url(), EmbeddingServer.KEY), clock);

    @AfterEach
    void close() throws Exception {
        embeddings.destroy();
        server.close();
    }

    private EmbeddingException failure(String... texts) {
        return embeddings.passages(List.of(texts)).failures().values().iterator().next();
    }

    private static float[] vector(String text) {
        return HashedWords.vector(text, EmbeddingServer.DIMENSIONS);
    }

    @Test
    void passagesAreEmbeddedInBatchesAndEachHasItsVector() {
        List<String> texts = IntStream.range(0, 10).mapToObj(i -> "text number " + i).toList();

        Map<String, float[]> vectors = embeddings.passages(texts).vectors();

        assertThat(server.requests()).extracting(List::size).containsExactly(4, 4, 2);
        assertThat(vectors).hasSize(10);
        for (String text : texts) {
            assertThat(vectors.get(text)).isEqualTo(vector("passage: " + text));
        }
    }

    @Test
    void aQuestionHasAPrefixOfItsOwn() throws Exception {
        assertThat(embeddings.query("where is it?")).isEqualTo(vector("query: where is it?"));
        assertThat(server.texts()).containsExactly("query: where is it?");
    }

    @Test
    void nothingIsAskedForNothing() {
        assertThat(embeddings.passages(List.of()).vectors()).isEmpty();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aChunkIsEmbeddedWithItsBreadcrumbUnlessThatIsOff() {
        Chunk chunk =
                new Chunk("1#0", "h", "the text", List.of("ENG", "Page"), "", new TreeSet<>(), 2);
        EmbeddingProperties on = TestEmbeddings.properties("", "");
        EmbeddingProperties off =
                new EmbeddingProperties(
                        "", Secret.NONE, "m", 0, 1, "", "", false, Duration.ofSeconds(1));

        assertThat(TestEmbeddings.of(on, clock).text(chunk)).isEqualTo("ENG > Page\n\nthe text");
        assertThat(TestEmbeddings.of(off, clock).text(chunk)).isEqualTo("the text");
    }

    @Test
    void dimensionsAreAskedForAndChecked() throws Exception {
        Embeddings small =
                TestEmbeddings.of(
                        new EmbeddingProperties(
                                server.url() + "/embeddings",
                                new Secret(EmbeddingServer.KEY),
                                EmbeddingServer.MODEL,
                                16,
                                4,
                                "",
                                "",
                                true,
                                Duration.ofSeconds(30)),
                        clock);

        assertThat(small.query("x")).hasSize(16);

        server.answerNext(
                new Answer(200, Map.of(), "{\"data\":[{\"index\":0,\"embedding\":[1]}]}"));
        assertThatThrownBy(() -> small.query("x"))
                .hasMessageContaining("a vector of 1 numbers where others have 16");
    }

    @Test
    void whatMakesVectorsComparableIsTheIdentity() {
        String identity = embeddings.identity();

        assertThat(identity)
                .contains(EmbeddingServer.MODEL, "passage: ")
                .doesNotContain(EmbeddingServer.KEY);
        assertThat(TestEmbeddings.none().identity()).isEmpty();
        assertThat(TestEmbeddings.none().isConfigured()).isFalse();
    }

    @Test
    void ofTextsThatAreTooManyOrTooLongTogetherHalvesAreSent() {
        server.limit(1, 1000);

        assertThat(embeddings.passages(List.of("a", "b", "c", "d")).vectors()).hasSize(4);
        assertThat(server.texts())
                .containsExactly("passage: a", "passage: b", "passage: c", "passage: d");
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithoutQuotingIt() {
        server.limit(10, 100);

        EmbeddingException failure = failure("short", "secret ".repeat(50));

        assertThat(failure.kind()).isEqualTo(Kind.TEXT);
        assertThat(failure)
                .hasMessage(
                        "The embeddings of 127.0.0.1 failed: it refuses the text (413: '$.input' is invalid: 359 characters).");
    }

    @Test
    void ofManyTextsOnlyTheOneFailsThatIsRefused() {
        server.limit(10, 100);
        String large = "long ".repeat(50);

        Passages passages = embeddings.passages(List.of("a", large, "c", "d", "e"));

        assertThat(passages.vectors()).containsOnlyKeys("a", "c", "d", "e");
        assertThat(passages.failures()).containsOnlyKeys(large);
        assertThat(server.texts()).hasSize(4);
    }

    /** As for a model that a service does not have, or dimensions that the model does not have. */
    @Test
    void whereAnyTextIsRefusedNoneIsSentAgainAndAgain() {
        server.limit(0, 100);

        Passages passages =
                embeddings.passages(IntStream.range(0, 40).mapToObj(i -> "text " + i).toList());

        assertThat(passages.vectors()).isEmpty();
        assertThat(passages.failures()).hasSize(40);
        assertThat(passages.failures().values())
                .allSatisfy(
                        failure ->
                                assertThat(failure)
                                        .returns(Kind.SETUP, EmbeddingException::kind)
                                        .hasMessageContaining("it refuses any text (400")
                                        .hasMessageEndingWith(
                                                "; check kbsync.embeddings.model and .dimensions."));
        // Four together, two, one, and the one that says nothing.
        assertThat(server.asked()).isEqualTo(4);
    }

    @Test
    void aReasonThatQuotesATextIsLeftOut() {
        server.answerNext(Answer.of(400, "cannot embed 'passage: the salary of the boss is'"));

        assertThat(failure("the salary of the boss is"))
                .hasMessage("The embeddings of 127.0.0.1 failed: it refuses the text (400).");
    }

    @Test
    void aKeyThatIsRefusedIsNotShown() {
        Embeddings other =
                TestEmbeddings.of(TestEmbeddings.properties(server.url(), "wrong-key"), clock);

        assertThatThrownBy(() -> other.query("x"))
                .hasMessage(
                        "The embeddings of 127.0.0.1 failed: it refuses the key (401); check kbsync.embeddings.key.")
                .hasNoCause();
        assertThat(TestEmbeddings.properties(server.url(), "wrong-key").toString())
                .doesNotContain("wrong-key");
        server.answerNext(Answer.of(500, "Bearer " + EmbeddingServer.KEY + " broke me"));
        assertThat(failure("x")).hasMessage("The embeddings of 127.0.0.1 failed: it answered 500.");
    }

    @ParameterizedTest
    @CsvSource({
        "429, PASSING", "503, PASSING", "500, PASSING", "408, PASSING", "400, TEXT", "413, TEXT",
        "422, TEXT", "401, SETUP", "403, SETUP", "404, SETUP", "301, SETUP", "405, SETUP"
    })
    void statusesMeanDifferentThings(int status, Kind kind) {
        server.answerNext(Answer.of(status, "no"));

        assertThat(failure("x").kind()).isEqualTo(kind);
    }

    @Test
    void aServiceThatAsksForAPauseIsNotAskedMeanwhile() throws Exception {
        server.answerNext(new Answer(429, Map.of("Retry-After", "20"), "{}"));

        assertThat(failure("x").retryAfter()).isEqualTo(Duration.ofSeconds(20));
        clock.advance(Duration.ofSeconds(5));
        EmbeddingException meanwhile = failure("x");
        assertThat(meanwhile.kind()).isEqualTo(Kind.PASSING);
        assertThat(meanwhile.retryAfter()).isEqualTo(Duration.ofSeconds(15));
        assertThat(server.requests()).isEmpty();

        clock.advance(Duration.ofSeconds(15));
        assertThat(embeddings.query("x")).isNotEmpty();
    }

    @Test
    void aServiceThatIsNotThereMayComeBack() {
        server.close();

        EmbeddingException failure = failure("x");

        assertThat(failure.kind()).isEqualTo(Kind.PASSING);
        assertThat(failure).hasMessageStartingWith("The embeddings of 127.0.0.1 failed: it cannot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>login</html>",
                "{}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":2,\"embedding\":[1]}]}",
                "{\"data\":[{\"embedding\":[1]},{\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1,2]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1e99]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[\"x\"]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[0]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":\"AACAPw==\"}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[]}]}"
            })
    void anAnswerThatIsNotWhatWasAskedForIsRefused(String body) {
        server.answerNext(new Answer(200, Map.of(), body));

        assertThat(failure("a", "b").kind()).isEqualTo(Kind.SETUP);
    }

    @Test
    void halfACharacterDoesNoHarm() throws Exception {
        assertThat(embeddings.query("a\uD83D b")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://example.com, url is not a web address",
        "example.com, url is not a web address",
        "https://user:secret@example.com, url holds a user",
        "https://exa mple.com, url is not a web address"
    })
    void anAddressThatIsNoneIsToldAtTheStart(String url, String problem) {
        EmbeddingProperties properties = TestEmbeddings.properties(url, "secret");

        assertThatThrownBy(() -> TestEmbeddings.of(properties, Clock.systemUTC()))
                .isInstanceOf(SetupException.class)
                .hasMessageStartingWith("kbsync.embeddings." + problem)
                .hasMessageNotContaining("secret");
    }
}
