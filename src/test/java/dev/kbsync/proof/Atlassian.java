package dev.kbsync.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.Eventually;
import dev.kbsync.simulator.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A simulator in a process of its own, with a space of generated pages. */
final class Atlassian implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ADDRESS = Pattern.compile("gateway +(http://\\S+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Child process;
    private final String url;

    Atlassian(Path folder, int pages, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--port",
                                "0",
                                "--no-handbook",
                                "--scale",
                                Integer.toString(pages),
                                "--quota",
                                "100000000",
                                "--index-delay",
                                "0"));
        arguments.addAll(List.of(more));
        process =
                Child.start(
                        Simulator.class,
                        List.of("-Xmx2g"),
                        arguments,
                        folder.resolve("simulator.log"));
        Eventually.assertThat(() -> ADDRESS.matcher(process.printed()).find() || !process.alive());
        Matcher address = ADDRESS.matcher(process.printed());
        if (!address.find()) {
            throw new AssertionError("The simulator did not start: " + process.printed());
        }
        url = address.group(1);
    }

    String url() {
        return url;
    }

    Child process() {
        return process;
    }

    /** Answers what the control API says. */
    JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + "/_simulator/" + path)).build());
    }

    JsonNode put(String path, Map<String, ?> body) {
        return send("PUT", path, body);
    }

    JsonNode post(String path, Map<String, ?> body) {
        return send("POST", path, body);
    }

    private JsonNode send(String method, String path, Map<String, ?> body) {
        try {
            return send(
                    HttpRequest.newBuilder(URI.create(url + "/_simulator/" + path))
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many requests it has answered, those of the control API left aside. */
    long requests() {
        long all = 0;
        for (JsonNode route : get("stats").path("requests")) {
            for (JsonNode count : route) {
                all += count.asLong();
            }
        }
        return all;
    }

    @Override
    public void close() {
        process.close();
    }
}
