package dev.kbsync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A program that uses the API with a token. */
final class ApiClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String token;

    /**
     * @param token empty for none
     */
    ApiClient(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** What came back. */
    record Answer(int status, HttpResponse<String> raw) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(raw.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError(raw.body(), e);
            }
        }

        /** The sentence of a problem, whose status has to be that of the answer. */
        String problem() {
            if (!raw.headers()
                            .firstValue("Content-Type")
                            .orElse("")
                            .startsWith("application/problem+json")
                    || json().path("status").asInt() != status) {
                throw new AssertionError(status + " " + raw.headers().map() + " " + raw.body());
            }
            return json().path("detail").asText();
        }
    }

    Answer get(String path) {
        return send("GET", path);
    }

    Answer post(String path) {
        return send("POST", path);
    }

    Answer send(String method, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .method(method, BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
