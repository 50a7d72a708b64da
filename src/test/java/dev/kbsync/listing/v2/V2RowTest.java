package dev.kbsync.listing.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.page.PageRef.ContentType;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class V2RowTest {

    private static V2Row read(String version) throws IOException {
        return read(version, "current");
    }

    private static V2Row read(String version, String status) throws IOException {
        String row =
                "{\"id\": \"7\", \"spaceId\": \"1\", \"title\": \"T\", \"version\": {%s}, \"status\": \"%s\"}";
        return V2Row.read(
                new ObjectMapper().readTree(row.formatted(version, status)), ContentType.PAGE);
    }

    @Test
    void aPageWithoutAStatusIsRefused() throws IOException {
        String version = "\"number\": 3, \"createdAt\": \"2026-01-02T03:04:05.678Z\"";
        assertThat(read(version, "archived").current()).isFalse();
        assertThatThrownBy(() -> read(version, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without \"status\"");
    }

    @Test
    void theTimeOfAVersionIsRead() throws IOException {
        assertThat(read("\"number\": 3, \"createdAt\": \"2026-01-02T03:04:05.678Z\"").modifiedAt())
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @Test
    void aVersionWithoutATimeIsRefused() {
        assertThatThrownBy(() -> read("\"number\": 3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Confluence listed page 7 without the time of its version");
    }
}
