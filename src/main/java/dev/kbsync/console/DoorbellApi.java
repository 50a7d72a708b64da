package dev.kbsync.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.run.Doorbell;
import dev.kbsync.run.RunStarter.Begun;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Where others say that pages have changed, for example a rule of Confluence's automation. */
@RestController
@ConditionalOnWebApplication
class DoorbellApi {

    private static final int MOST = 250;

    private final Doorbell doorbell;
    private final ObjectMapper json;

    DoorbellApi(Doorbell doorbell, ObjectMapper json) {
        this.doorbell = doorbell;
        this.json = json;
    }

    /**
     * What becomes of it.
     *
     * @param run started, queued, or waiting already
     */
    record Answer(String site, String run) {}

    /**
     * @param body {@code {"pages": ["123"]}}, {@code ["123"]} or nothing
     */
    @PostMapping("/api/sites/{name}/changed")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Answer changed(
            @RequestHeader(name = "Sec-Fetch-Site", defaultValue = "none") String origin,
            @PathVariable String name,
            @RequestBody(required = false) @Nullable String body) {
        if (!origin.equals("none") && !origin.equals("same-origin")) {
            // A browser with the console's login may do so for a page of somebody else's.
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        Begun begun = doorbell.ring(name, ids(body));
        return new Answer(
                name,
                switch (begun) {
                    case STARTED -> "started";
                    case QUEUED -> "queued";
                    case WAITING_ALREADY -> "waiting already";
                });
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
