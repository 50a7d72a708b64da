package dev.kbsync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.ConsoleClient;
import dev.kbsync.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API keeps what it promised to programs: its description is compared with a stored copy. */
class OpenApiIT {

    private static final Path COPY = Path.of("src/test/resources/api/kbsync-openapi.json");
    private static final String RENEW =
            "If that is meant, renew the copy: RENEW_OPENAPI=true ./mvnw verify -Dit.test=OpenApiIT, and commit it.";

    @Test
    void theApiKeepsItsPromises(@TempDir Path folder) throws IOException {
        int port = ConsoleClient.freePort();
        try (Instance kbsync = Instance.in(folder).console(port).start()) {
            assertThat(new ApiClient(kbsync.port(), "").get("/api/openapi.json").status())
                    .isEqualTo(401);
            ObjectMapper json = new ObjectMapper();
            JsonNode present =
                    json.readTree(new ConsoleClient(port).basic("/api/openapi.json").body());
            assertThat(present.path("paths")).isNotEmpty();
            if ("true".equals(System.getenv("RENEW_OPENAPI"))) {
                Files.writeString(
                        COPY,
                        json.writerWithDefaultPrettyPrinter().writeValueAsString(present) + "\n");
            }
            JsonNode stored = json.readTree(Files.readString(COPY));

            assertThat(ApiChanges.breaking(stored, present))
                    .as("This change breaks programs that use the API. " + RENEW)
                    .isEmpty();
            assertThat(present)
                    .as("The API can do more than the stored copy says. " + RENEW)
                    .isEqualTo(stored);
        }
    }
}
