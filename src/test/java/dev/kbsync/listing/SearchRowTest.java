package dev.kbsync.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.page.Listed;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageRef.Ancestor;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRowTest {

    private static final String OPEN =
            "\"restrictions\": {\"read\": {\"restrictions\": {\"user\": {\"results\": []}, \"group\": {\"results\": []}}}}";
    private static final String RESTRICTED =
            "\"restrictions\": {\"read\": {\"restrictions\": {\"user\": {\"results\": [{\"accountId\": \"a\"}]}, \"group\": {\"results\": []}}}}";

    @Test
    void aRowIsReadWhole() {
        Listed row =
                read(
                        """
                        {"title": "A &amp; B", "content": {"id": "7", "type": "blogpost", "title": "A & B",
                          "space": {"key": "ENG"},
                          "version": {"number": 3, "when": "2026-01-02T03:04:05.678+01:00", "by": {"displayName": "Ada"}},
                          "ancestors": [{"id": "1", "title": "Home", %s}], %s,
                          "metadata": {"labels": {"results": [{"prefix": "global", "name": "b"}, {"prefix": "my", "name": "x"}, {"prefix": "global", "name": "a"}]}},
                          "body": {"storage": {"value": "<p>x</p>"}},
                          "_links": {"webui": "/spaces/ENG/blog/2026/01/02/7/A+B"}}}
                        """
                                .formatted(OPEN, OPEN));

        assertThat(row.storage()).isEqualTo("<p>x</p>");
        assertThat(row.ref().title()).isEqualTo("A & B");
        assertThat(row.ref().version()).isEqualTo(3);
        assertThat(row.ref().modifiedAt()).isEqualTo(Instant.parse("2026-01-02T02:04:05.678Z"));
        assertThat(row.ref().author()).isEqualTo("Ada");
        assertThat(row.ref().ancestors()).containsExactly(new Ancestor("1", "Home"));
        assertThat(row.ref().labels()).containsExactly("a", "b");
        assertThat(row.ref().access()).isEqualTo(Access.OPEN);
        assertThat(row.ref().webUrl())
                .isEqualTo("https://acme.atlassian.net/wiki/spaces/ENG/blog/2026/01/02/7/A+B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "\"7)\"", "-7", "7.5"})
    void aRowWhoseIdIsNoneIsRefused(String id) {
        String row =
                "{\"content\": {\"id\": %s, \"space\": {\"key\": \"ENG\"}, \"version\": {\"number\": 3}}}";
        assertThatThrownBy(() -> read(row.formatted(id)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whose id is no number");
    }

    @Test
    void aRestrictionAnywhereAboveRestrictsThePage() {
        assertThat(access(OPEN, OPEN, OPEN)).isEqualTo(Access.OPEN);
        assertThat(access(RESTRICTED, OPEN, OPEN)).isEqualTo(Access.RESTRICTED);
        assertThat(access(OPEN, RESTRICTED, OPEN)).isEqualTo(Access.RESTRICTED);
        assertThat(access(OPEN, OPEN, RESTRICTED)).isEqualTo(Access.RESTRICTED);
    }

    @Test
    void whatIsNotSaidIsUnknownUnlessSomethingIsRestricted() {
        assertThat(access("\"x\": 1", OPEN, OPEN)).isEqualTo(Access.UNKNOWN);
        assertThat(access(OPEN, "\"x\": 1", OPEN)).isEqualTo(Access.UNKNOWN);
        assertThat(access("\"x\": 1", OPEN, RESTRICTED)).isEqualTo(Access.RESTRICTED);
        assertThat(access(RESTRICTED, "\"x\": 1", OPEN)).isEqualTo(Access.RESTRICTED);
    }

    @Test
    void aRowWithoutIdSpaceOrVersionIsAnError() {
        assertThatThrownBy(
                        () ->
                                read(
                                        "{\"content\": {\"space\": {\"key\": \"E\"}, \"version\": {\"number\": 1}}}"))
                .hasMessageContaining("without \"id\"");
        assertThatThrownBy(
                        () -> read("{\"content\": {\"id\": \"1\", \"version\": {\"number\": 1}}}"))
                .hasMessageContaining("without \"key\"");
        assertThatThrownBy(
                        () -> read("{\"content\": {\"id\": \"1\", \"space\": {\"key\": \"E\"}}}"))
                .hasMessageContaining("without a version");
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        {"content": {"id": "1", "space": {"key": "E"},
                                          "version": {"number": 1, "when": "yesterday"}}}
                                        """))
                .hasMessage("Confluence listed page 1 without the time of its version");
    }

    @Test
    void aRowWithoutItsAncestorsOrLabelsIsAnError() {
        String row =
                """
                {"content": {"id": "7", "type": "page", "space": {"key": "E"},
                  "version": {"number": 1, "when": "2026-01-02T03:04:05.678Z"},
                  "_expandable": {"children": "", "%s": ""}}}
                """;
        assertThat(read(row.formatted("body")).ref().contentId()).isEqualTo("7");
        assertThatThrownBy(() -> read(row.formatted("ancestors")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Confluence listed page 7 without its ancestors, although they were asked for");
        assertThatThrownBy(() -> read(row.formatted("metadata")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Access access(String own, String parent, String top) {
        return read("""
                        {"content": {"id": "7", "title": "T", "space": {"key": "ENG"},
                          "version": {"number": 1, "when": "2026-01-02T03:04:05.678Z"}, %s, "ancestors": [{"id": "1", %s}, {"id": "2", %s}]}}
                        """
                        .formatted(own, top, parent))
                .ref()
                .access();
    }

    private static Listed read(String json) {
        try {
            return SearchRow.read(
                            new ObjectMapper().readTree(json),
                            "cloud",
                            "https://acme.atlassian.net")
                    .listed();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
