package dev.kbsync.mcp;

import dev.kbsync.page.Sentence;
import dev.kbsync.search.FoundDocument;
import dev.kbsync.search.MissingIndexException;
import dev.kbsync.search.PassageFinder;
import dev.kbsync.search.Question;
import dev.kbsync.search.Scope;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JsonSchema;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an assistant may do: search, read a document, list spaces. The answers are JSON. */
final class Tools {

    private static final Logger log = LoggerFactory.getLogger(Tools.class);

    /** Characters of a document in one answer. */
    private static final int PART = 50_000;

    private final PassageFinder finder;
    private final Scope scope;
    private final McpJsonMapper json;

    Tools(PassageFinder finder, Scope scope, McpJsonMapper json) {
        this.finder = finder;
        this.scope = scope;
        this.json = json;
    }

    /** What a tool does with its arguments; the answer becomes JSON. */
    private interface Action {
        Object apply(Arguments arguments) throws IOException;
    }

    List<SyncToolSpecification> all() {
        return List.of(
                tool(
                        "search",
                        "Finds passages that answer a question, the best first. Each has its document's id, the"
                                + " title, the headings above it, the site and space, its url and its text.",
                        Map.of(
                                "query",
                                property("string", "Words; those in double quotes stand together"),
                                "limit",
                                property("integer", "How many at most, 1 to 100; default 10"),
                                "site",
                                property("string", "Only this site, see list_spaces"),
                                "space",
                                property("string", "Only the space with this key"),
                                "property",
                                property(
                                        "string",
                                        "Only pages that say this of themselves, such as owner: Ada"
                                                + " Lovelace")),
                        List.of("query"),
                        this::search),
                tool(
                        "read_document",
                        "Reads a whole document, by the id that search gave. A long one comes in parts: read on at"
                                + " nextOffset.",
                        Map.of(
                                "id",
                                property("string", "The document's id"),
                                "offset",
                                property("integer", "Where to begin; default 0")),
                        List.of("id"),
                        this::read),
                tool(
                        "list_spaces",
                        "Lists the sites and spaces that can be searched, with their numbers of documents.",
                        Map.of(),
                        List.of(),
                        arguments -> Map.of("spaces", finder.spaces(scope))));
    }

    private Object search(Arguments arguments) throws IOException {
        String space = arguments.text("space");
        return Map.of(
                "passages",
                finder.find(
                        new Question(
                                arguments.text("query"),
                                arguments.text("site"),
                                space.isEmpty() ? List.of() : List.of(space),
                                arguments.text("property"),
                                arguments.number("limit", Question.USUAL)),
                        scope));
    }

    private Object read(Arguments arguments) throws IOException {
        String id = arguments.text("id");
        FoundDocument document =
                finder.document(id, scope)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "There is no such document; take an id that search gave."));
        String text = document.text();
        int from = Math.min(Math.max(0, arguments.number("offset", 0)), text.length());
        int to = Math.min(text.length(), from + PART);
        if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
            to--; // A character is not cut.
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", document.id());
        answer.put("title", document.title());
        answer.put("site", document.site());
        answer.put("space", document.space());
        answer.put("url", document.url());
        answer.put("updated", document.updated());
        answer.put("text", text.substring(from, to));
        if (to < text.length()) {
            answer.put("nextOffset", to);
        }
        return answer;
    }

    private SyncToolSpecification tool(
            String name,
            String description,
            Map<String, Object> properties,
            List<String> required,
            Action action) {
        return SyncToolSpecification.builder()
                .tool(
                        Tool.builder()
                                .name(name)
                                .description(description)
                                .inputSchema(
                                        new JsonSchema(
                                                "object", properties, required, false, null, null))
                                .annotations(
                                        new ToolAnnotations(name, true, false, true, false, null))
                                .build())
                .callHandler((context, request) -> answer(action, request.arguments()))
                .build();
    }

    private static Map<String, String> property(String type, String description) {
        return Map.of("type", type, "description", description);
    }

    private CallToolResult answer(Action action, Map<String, Object> arguments) {
        try {
            return CallToolResult.builder()
                    .addTextContent(json.writeValueAsString(action.apply(new Arguments(arguments))))
                    .build();
        } catch (MissingIndexException e) {
            return failed("There is no search index yet.");
        } catch (IllegalArgumentException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (IOException | IllegalStateException e) {
            log.warn("The search index cannot be read: {}", Sentence.of(e));
            return failed("The search index cannot be read at present.");
        }
    }

    private static CallToolResult failed(String sentence) {
        return CallToolResult.builder().addTextContent(sentence).isError(true).build();
    }
}
