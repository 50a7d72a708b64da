package dev.kbsync.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.http.Html;
import dev.kbsync.simulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A client as anybody would write it: it knows addresses and a credential, and nothing else. */
final class TestClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;
    private final @Nullable String authorization;

    private TestClient(String url, @Nullable String authorization) {
        this.url = url;
        this.authorization = authorization;
    }

    /** Without a credential. */
    static TestClient of(String url) {
        return new TestClient(url, null);
    }

    TestClient basic(String password) {
        byte[] pair = ("somebody@example.org:" + password).getBytes(UTF_8);
        return new TestClient(url, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    TestClient bearer(String token) {
        return new TestClient(url, "Bearer " + token);
    }

    TestClient authorization(String header) {
        return new TestClient(url, header);
    }

    /** The same credential, below another path. */
    TestClient at(String path) {
        return new TestClient(url + path, authorization);
    }

    /** An answer. */
    record Reply(int status, HttpResponse<String> response) {
        String body() {
            return response.body();
        }

        JsonNode json() {
            return Json.read(body().getBytes(UTF_8));
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The texts of one field of every row. */
        List<String> rows(String pointer) {
            List<String> values = new ArrayList<>();
            json().path("results").forEach(row -> values.add(row.at(pointer).asText()));
            return values;
        }

        String next() {
            return json().at("/_links/next").asText("");
        }
    }

    Reply get(String path) {
        return send("GET", path, "", Map.of());
    }

    Reply send(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    Reply form(String path, Map<String, String> fields) {
        String body =
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + Html.query(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                "POST", path, body, Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    Reply json(String method, String path, JsonNode body) {
        return send(
                method,
                path,
                new String(Json.bytes(body), UTF_8),
                Map.of("Content-Type", "application/json"));
    }

    /** {@code /wiki/rest/api/search} for a query, with further parameters. */
    Reply search(String cql, String... parameters) {
        String more = parameters.length == 0 ? "" : "&" + String.join("&", parameters);
        return get("/wiki/rest/api/search?cql=" + Html.query(cql) + more);
    }

    /** Titles of what a query finds, all pages of it. */
    List<String> titles(String cql) {
        List<String> titles = new ArrayList<>();
        String path = "/rest/api/search?limit=3&cql=" + Html.query(cql);
        while (!path.isEmpty()) {
            Reply reply = get("/wiki" + path);
            if (reply.status() != 200) {
                throw new AssertionError(reply.status() + " " + reply.body());
            }
            reply.json()
                    .path("results")
                    .forEach(
                            row ->
                                    titles.add(
                                            row.has("content")
                                                    ? row.at("/content/title").asText()
                                                    : row.at("/space/name").asText()));
            path = reply.next();
        }
        return titles;
    }
}
