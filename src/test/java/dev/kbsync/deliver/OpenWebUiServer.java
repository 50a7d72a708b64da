package dev.kbsync.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.deliver.SinkServer.Answer;
import dev.kbsync.deliver.SinkServer.Handler;
import dev.kbsync.deliver.SinkServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Open WebUI's API for files and knowledge as its source describes it, and as strict. */
final class OpenWebUiServer implements Handler {

    static final String KNOWLEDGE = "0a1b2c3d-eeee-4eee-8eee-000000000001";
    private static final String BASE = "/api/v1/knowledge/" + KNOWLEDGE;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PART =
            Pattern.compile("(?s)--[^\r\n]+\r\n(.*?)\r\n\r\n(.*?)(?=\r\n--)");

    /** By id, the oldest first. */
    final Map<String, Stored> files = new LinkedHashMap<>();

    /** Texts that cannot be processed contain one of these. */
    final Set<String> unfit = ConcurrentHashMap.newKeySet();

    /** How many requests for changes are answered before one is cut off; negative for all. */
    int untilCutOff = -1;

    /** Whether files cannot be deleted at present. */
    boolean stuck;

    /** Whether readers found no file of a page that was there before. */
    boolean missed;

    /** A file of an account. What is searched is what is linked. */
    static final class Stored {
        final String id = UUID.randomUUID().toString();
        String name = "";
        String text = "";
        JsonNode metadata = JSON.createObjectNode();
        String status = "pending";
        String error = "";
        boolean linked;
    }

    @Override
    public synchronized Answer handle(Request request) {
        if (!request.headers().contains("Authorization=[Bearer " + SinkContract.TOKEN + "]")) {
            return error(401, "401 Unauthorized");
        }
        long before = pages();
        Answer answer = handle(request, request.path().replaceFirst("\\?.*", ""));
        missed |= pages() < before;
        if (!request.method().equals("GET") && untilCutOff-- == 0) {
            throw new IllegalStateException("cut off");
        }
        return answer;
    }

    private long pages() {
        return files.values().stream()
                .filter(file -> file.linked)
                .map(file -> file.metadata.path("kbsync_document").asText())
                .distinct()
                .count();
    }

    private Answer handle(Request request, String path) {
        String id = path.replaceFirst(".*/files/([0-9a-f-]{36}).*", "$1");
        String route = path.replace(BASE, "/kb").replaceFirst("/files/[0-9a-f-]{36}", "/files/*");
        return switch (request.method() + " " + route) {
            case "POST /api/v1/files/" -> upload(request);
            case "GET /api/v1/files/search" -> search(parameter(request.path(), "filename"));
            case "GET /api/v1/files/*/process/status" -> status(id);
            case "DELETE /api/v1/files/*" -> delete(id);
            case "GET /kb/files" -> listing(parameter(request.path(), "query"));
            case "POST /kb/file/remove" -> remove(tree(request.body()).path("file_id").asText());
            default -> error(404, "Not Found");
        };
    }

    private static String parameter(String address, String name) {
        Matcher matcher = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address);
        return matcher.find() ? matcher.group(1).replace("%2A", "*") : "";
    }

    private Answer upload(Request request) {
        if (!request.headers().contains("multipart/form-data; ")) {
            return error(422, "Field required");
        }
        Stored file = new Stored();
        Matcher part = PART.matcher(request.body());
        while (part.find()) {
            if (part.group(1).contains("name=\"metadata\"")) {
                file.metadata = tree(part.group(2));
            } else if (part.group(1).contains("name=\"file\"")) {
                file.name = part.group(1).replaceFirst("(?s).*filename=\"([^\"]*)\".*", "$1");
                file.text = part.group(2);
            }
        }
        file.name = file.name.replaceFirst(".*/", "");
        if (!file.name.matches(".+\\.(md|txt)")) {
            return error(400, "[ERROR: File type is not allowed]");
        }
        files.put(file.id, file);
        return Answer.ok(row(file).put("status", true).toString());
    }

    private Answer status(String id) {
        Stored file = files.get(id);
        if (file == null) {
            return error(404, "We could not find what you're looking for :/");
        }
        advance(file);
        return Answer.ok(
                JSON.createObjectNode()
                        .put("status", file.status)
                        .put("error", file.error)
                        .toString());
    }

    /** Work goes on while somebody looks; a file is completed before it is part of anything. */
    private void advance(Stored file) {
        switch (file.status) {
            case "pending" -> file.status = "completed";
            case "completed" -> file.status = file.linked ? "completed" : "processing";
            case "processing" -> link(file);
            default -> {}
        }
    }

    private void link(Stored file) {
        boolean twice = files.values().stream().anyMatch(f -> f.linked && f.text.equals(file.text));
        boolean fit = !file.text.isBlank() && unfit.stream().noneMatch(file.text::contains);
        if (twice) {
            file.error = "Duplicate content detected. Please provide unique content to proceed.";
        } else if (!fit) {
            file.error = "The content provided is empty.";
        }
        file.status = file.error.isEmpty() ? "completed" : "failed";
        file.linked =
                file.error.isEmpty()
                        && file.metadata.path("knowledge_id").asText().equals(KNOWLEDGE);
    }

    private Answer search(String pattern) {
        ArrayNode found = JSON.createArrayNode();
        Pattern name = Pattern.compile("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E");
        files.values().stream()
                .filter(file -> name.matcher(file.name).matches())
                .forEach(file -> found.add(row(file)));
        return found.isEmpty()
                ? error(404, "No files found matching the pattern.")
                : Answer.ok(found.toString());
    }

    /** With all of its text, as the server does. */
    private Answer listing(String query) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode items = answer.putArray("items");
        List<Stored> newest = new ArrayList<>(files.values());
        newest.sort(
                Comparator.comparing(file -> -new ArrayList<>(files.keySet()).indexOf(file.id)));
        newest.stream()
                .filter(file -> file.linked && file.name.contains(query))
                .limit(30)
                .forEach(file -> items.add(row(file).put("content", file.text)));
        return Answer.ok(answer.put("total", items.size()).toString());
    }

    private static ObjectNode row(Stored file) {
        ObjectNode row = JSON.createObjectNode().put("id", file.id).put("filename", file.name);
        row.putObject("meta").put("name", file.name).set("data", file.metadata);
        row.putObject("data").put("status", file.status);
        return row;
    }

    private Answer remove(String id) {
        Stored file = files.get(id);
        if (file == null || !file.linked) {
            return error(400, "We could not find what you're looking for :/");
        }
        files.remove(id);
        return Answer.ok("{\"files\":[]}");
    }

    private Answer delete(String id) {
        if (stuck) {
            return error(400, "Error deleting files");
        }
        return files.remove(id) == null
                ? error(404, "We could not find what you're looking for :/")
                : Answer.ok("{\"message\":\"File deleted successfully\"}");
    }

    private static Answer error(int status, String detail) {
        return new Answer(status, JSON.createObjectNode().put("detail", detail).toString());
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
