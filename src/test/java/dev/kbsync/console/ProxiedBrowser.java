package dev.kbsync.console;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** A browser as kbsync sees it behind a reverse proxy that ends TLS; follows no redirects. */
final class ProxiedBrowser {

    private final String base;
    private final String outside;
    private final HttpClient http = HttpClient.newHttpClient();
    private String cookie = "";
    private String setCookie = "";

    ProxiedBrowser(int port, String outside) {
        this.base = "http://localhost:" + port;
        this.outside = outside;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    /** The last session cookie as it was set, with its attributes. */
    String setCookie() {
        return setCookie;
    }

    void login() {
        String csrf =
                Jsoup.parse(get("/login").body()).expectFirst("input[name=_csrf]").attr("value");
        send(
                form(
                        base + "/login",
                        Stream.of(
                                "username=admin", "password=password", "_csrf=" + encoded(csrf))));
    }

    /** Consents on Atlassian's page; where that sends the browser to. */
    URI consent(String site) {
        URI authorize =
                URI.create(
                        get("/auth/start/atlassian?site=" + site)
                                .headers()
                                .firstValue("Location")
                                .orElseThrow());
        Element form =
                Jsoup.parse(direct(HttpRequest.newBuilder(authorize).GET()).body())
                        .expectFirst("form");
        Stream<String> fields =
                form.select("input[name]").stream()
                        .map(input -> input.attr("name") + "=" + encoded(input.attr("value")));
        String action = authorize.resolve(form.attr("action")).toString();
        return URI.create(
                direct(form(action, Stream.concat(fields, Stream.of("decision=accept"))))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow());
    }

    private static HttpRequest.Builder form(String address, Stream<String> fields) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields.collect(Collectors.joining("&"))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        request.header("X-Forwarded-Host", outside)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Port", "443")
                .header("X-Forwarded-For", "203.0.113.7")
                .header("Accept", "text/html");
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        HttpResponse<String> answer = direct(request);
        answer.headers()
                .firstValue("Set-Cookie")
                .ifPresent(
                        set -> {
                            setCookie = set;
                            cookie = set.split(";", 2)[0];
                        });
        return answer;
    }

    private HttpResponse<String> direct(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
