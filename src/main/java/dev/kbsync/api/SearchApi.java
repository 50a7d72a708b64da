package dev.kbsync.api;

import dev.kbsync.search.Passage;
import dev.kbsync.search.PassageFinder;
import dev.kbsync.search.Question;
import dev.kbsync.search.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers questions from the embedded index, for programs. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "search")
class SearchApi {

    private final PassageFinder finder;

    SearchApi(PassageFinder finder) {
        this.finder = finder;
    }

    /**
     * An answer.
     *
     * @param question as it was asked
     * @param passages the best first
     */
    record Answer(String question, List<Passage> passages) {}

    @GetMapping("/api/search")
    @Operation(operationId = "search", summary = "Passages that answer a question")
    Answer search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "") List<String> space,
            @RequestParam(defaultValue = "") String property,
            @RequestParam(defaultValue = "") List<String> reader,
            @RequestParam(defaultValue = "" + Question.USUAL) int limit)
            throws IOException {
        return new Answer(
                q,
                finder.find(
                        new Question(q, site, space, property, limit),
                        new Scope(reader, List.of())));
    }
}
