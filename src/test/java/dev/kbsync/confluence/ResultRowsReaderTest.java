package dev.kbsync.confluence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultRowsReaderTest {

    private final ResultRowsReader<String> reader =
            new ResultRowsReader<>(row -> row.path("id").asText());

    @Test
    void rowsCursorAndTotalAreRead() throws IOException {
        ResultRows<String> rows =
                read(
                        """
                        {"results": [{"id": "1"}, {"id": "2", "deep": {"results": []}}], "size": 2,
                         "totalSize": 7, "extra": {"a": [1]},
                         "_links": {"next": "/rest/api/search?next=true&cursor=_f_a%3D%3D&limit=2", "base": "x"}}
                        """);

        assertThat(rows.rows()).containsExactly("1", "2");
        assertThat(rows.cursor()).isEqualTo("_f_a==");
        assertThat(rows.totalSize()).isEqualTo(7);
    }

    @Test
    void withoutANextLinkTheListEnds() throws IOException {
        assertThat(read("{\"results\": [], \"_links\": {\"base\": \"x\"}}").cursor()).isNull();
        assertThat(read("{\"results\": []}").cursor()).isNull();
    }

    @Test
    void anAnswerWithoutResultsIsNoEmptyList() {
        assertThatThrownBy(() -> read("{\"message\": \"oops\"}"))
                .isInstanceOf(UnexpectedAnswerException.class);
        assertThatThrownBy(() -> read("[]")).isInstanceOf(UnexpectedAnswerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"id\": \"1\"}", "\"none\"", "7"})
    void resultsThatAreNoListAreNoEmptyList(String results) {
        assertThatThrownBy(() -> read("{\"results\": %s, \"x\": [1]}".formatted(results)))
                .isInstanceOf(UnexpectedAnswerException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"/rest/api/search?start=5\"",
                "\"/rest/api/search\"",
                "\"/rest/api/search?cursor=&limit=5\"",
                "\"more\"",
                "{\"href\": \"/rest/api/search?cursor=a\"}",
                "true"
            })
    void aNextLinkWithoutACursorIsNoEnd(String next) {
        assertThatThrownBy(
                        () -> read("{\"results\": [], \"_links\": {\"next\": %s}}".formatted(next)))
                .isInstanceOf(UnexpectedAnswerException.class);
    }

    @Test
    void aTruncatedAnswerIsAnError() {
        assertThatThrownBy(() -> read("{\"results\": [{\"id\": \"1\"}, {\"id\""))
                .isInstanceOf(IOException.class);
    }

    private ResultRows<String> read(String json) throws IOException {
        return reader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
