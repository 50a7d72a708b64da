package dev.kbsync.listing.extras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Files and comments as searches show them. */
class ExtrasRowsTest {

    private static final String FILE =
            """
            {"content": {"id": "att5", "type": "attachment", "title": "plan.pdf",
              "version": {"number": 3, "when": "2026-01-02T03:04:05.678Z"},
              "container": {"id": "7"}, "extensions": {"fileSize": 9}}}
            """;

    private static final String COMMENT =
            """
            {"content": {"id": "9", "type": "comment", "version": {"number": 2},
              "history": {"createdDate": "2026-01-02T03:04:05.678Z"}, "container": {"id": "7"},
              "body": {"storage": {"value": "<p>said</p>"}}}}
            """;

    @Test
    void aFileIsReadWithTheTimeOfItsVersion() throws JsonProcessingException {
        AttachmentRow file = file(row(FILE));

        assertThat(file.page()).isEqualTo("7");
        assertThat(file.file().version()).isEqualTo(3);
        assertThat(file.modifiedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @Test
    void aFileWithoutVersionTimeOrPageIsRefused() throws JsonProcessingException {
        JsonNode unreadable = row(FILE.replace("2026-01-02T", "yesterday "));
        assertThatThrownBy(() -> file(unreadable))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Confluence listed attachment att5 without the time of its version");
        assertThatThrownBy(() -> file(without(FILE, "version")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Confluence listed attachment att5 without a version");
        assertThatThrownBy(() -> file(without(FILE, "container")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileThatIsAskedForByIdMayHangOnNothing() throws JsonProcessingException {
        assertThat(AttachmentRow.read(without(FILE, "container"), "https://acme").page()).isEmpty();
    }

    @Test
    void aCommentWithoutVersionTimeOrPageIsRefused() throws JsonProcessingException {
        assertThat(CommentRow.read(row(COMMENT).path("content")).comment().at())
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
        for (String part : new String[] {"version", "history", "container"}) {
            JsonNode less = without(COMMENT, part).path("content");
            assertThatThrownBy(() -> CommentRow.read(less))
                    .as(part)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRowThatLeavesOutWhatItWasAskedForIsRefused() throws JsonProcessingException {
        for (String part : new String[] {"body", "ancestors", "extensions"}) {
            JsonNode less = leavingOut(COMMENT, part).path("content");
            assertThatThrownBy(() -> CommentRow.read(less))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Confluence listed comment 9 without its " + part);
        }
        JsonNode less = leavingOut(FILE, "extensions");
        assertThatThrownBy(() -> file(less)).isInstanceOf(IllegalArgumentException.class);
    }

    private static AttachmentRow file(JsonNode row) {
        return AttachmentRow.attached(row, "https://acme.atlassian.net");
    }

    private static JsonNode row(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json);
    }

    private static JsonNode leavingOut(String json, String part) throws JsonProcessingException {
        JsonNode row = without(json, part);
        ((ObjectNode) row.path("content")).putObject("_expandable").put(part, "");
        return row;
    }

    private static JsonNode without(String json, String part) throws JsonProcessingException {
        JsonNode row = row(json);
        ((ObjectNode) row.path("content")).remove(part);
        return row;
    }
}
