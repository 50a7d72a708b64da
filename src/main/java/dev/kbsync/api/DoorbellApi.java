package dev.kbsync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.api.json.RunBegun;
import dev.kbsync.run.Doorbell;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where others say that pages have changed, for example a rule of Confluence's automation. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "runs")
class DoorbellApi {

    private static final int MOST = 250;

    private final Doorbell doorbell;
    private final ObjectMapper json;

    DoorbellApi(Doorbell doorbell, ObjectMapper json) {
        this.doorbell = doorbell;
        this.json = json;
    }

    /**
     * @param body {@code {"pages": ["123"]}}, {@code ["123"]} or nothing
     */
    @PostMapping("/api/sites/{name}/changed")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "changed", summary = "Say that pages have changed")
    RunBegun changed(
            @PathVariable String name, @RequestBody(required = false) @Nullable String body) {
        return RunBegun.of(name, doorbell.ring(name, ids(body)));
    }

    private List<String> ids(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return List.of();
        }
        JsonNode pages;
        try {
            JsonNode sent = json.readTree(body);
            pages = sent.isArray() ? sent : sent.path("pages");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The body is no JSON; send {\"pages\": [\"123\"]}, or nothing.", e);
        }
        if (pages.size() > MOST) {
            throw new IllegalArgumentException(
                    "There are more than %d pages; send none, and changes are looked for in lists."
                            .formatted(MOST));
        }
        List<String> ids = new ArrayList<>();
        pages.forEach(page -> ids.add(page.asText()));
        return ids;
    }
}
