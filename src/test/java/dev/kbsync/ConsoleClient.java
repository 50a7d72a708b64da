package dev.kbsync;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A browser without scripts: keeps cookies, follows redirects, fills in forms. */
public final class ConsoleClient {

    /** Ports that a server of a test listens on now or soon. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private final String base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .followRedirects(HttpClient.Redirect.ALWAYS)
                    .build();

    public ConsoleClient(int port) {
        this("http://localhost:" + port);
    }

    /**
     * @param base where the console is open, without a slash at its end
     */
    public ConsoleClient(String base) {
        this.base = base;
    }

    /** A page as it came; its location is where the redirects ended. */
    public record Answer(int status, URI location, Document page, HttpResponse<String> raw) {

        public String text() {
            return page.text();
        }
    }

    public ConsoleClient login() {
        return login("password");
    }

    public ConsoleClient login(String password) {
        submit(
                get("/login"),
                "form[action$=/login]",
                Map.of("username", "admin", "password", password));
        return this;
    }

    /** The session's cookie. */
    public HttpCookie cookie() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("KBSYNC"))
                .findFirst()
                .orElseThrow();
    }

    /** Takes over a session that began elsewhere. */
    public ConsoleClient withCookie(HttpCookie cookie) {
        cookies.getCookieStore().add(URI.create(base), cookie);
        return this;
    }

    public Answer get(String path) {
        return send(
                HttpRequest.newBuilder(resolve(path)).header("Accept", "text/html").GET().build());
    }

    /** What scripts do: the console's login with each request, no cookies. */
    public HttpResponse<String> basic(String path) {
        return basic(path, "password");
    }

    public HttpResponse<String> basic(String path, String password) {
        return basic(HttpRequest.newBuilder(resolve(path)).GET(), password);
    }

    /** An order of a script. */
    public HttpResponse<String> basicPost(String path, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(resolve(path)).POST(HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return basic(request, "password");
    }

    private static HttpResponse<String> basic(HttpRequest.Builder request, String password) {
        String pair =
                Base64.getEncoder()
                        .encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        try {
            return HttpClient.newHttpClient()
                    .send(
                            request.header("Authorization", "Basic " + pair).build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A part of a page, as the console's script asks for it. */
    public Answer fetch(String path) {
        return send(
                HttpRequest.newBuilder(resolve(path))
                        .header("Accept", "text/html")
                        .header("X-Requested-With", "fetch")
                        .GET()
                        .build());
    }

    /** Sends a form of a page, with some of its fields filled in. */
    public Answer submit(Answer page, String form, Map<String, String> fields) {
        Element element = page.page().selectFirst(form);
        if (element == null) {
            throw new AssertionError("No form " + form + " in: " + page.text());
        }
        List<String> all = new ArrayList<>();
        for (Element input : element.select("input[name]")) {
            boolean sent = !input.attr("type").equals("checkbox") || input.hasAttr("checked");
            if (sent && !fields.containsKey(input.attr("name"))) {
                all.add(pair(input.attr("name"), input.attr("value")));
            }
        }
        fields.forEach((name, value) -> all.add(pair(name, value)));
        String action =
                element.hasAttr("action") ? element.attr("action") : page.location().toString();
        return post(page.location().resolve(action).toString(), all);
    }

    /** Posts name=value pairs that are encoded already. */
    public Answer post(String path, List<String> pairs) {
        String body = String.join("&", pairs);
        return send(
                HttpRequest.newBuilder(resolve(path))
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /** Begins the consent for a site; the answer is Atlassian's page. */
    public Answer authorize(String site) {
        Answer page = get("/sites/" + site);
        Element link = page.page().selectFirst("#authorize");
        if (link == null) {
            throw new AssertionError("No authorize link in: " + page.text());
        }
        return get(link.attr("href"));
    }

    /** Consents on Atlassian's page; the answer is the callback's. */
    public Answer accept(Answer consentPage) {
        return submit(consentPage, "form", Map.of("decision", "accept"));
    }

    /** The first line of an answer that does not end; fails when none comes. */
    public String firstLine(String path) {
        HttpRequest request = HttpRequest.newBuilder(resolve(path)).GET().build();
        try (Stream<String> lines =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofLines())
                        .orTimeout(60, TimeUnit.SECONDS)
                        .join()
                        .body()) {
            return lines.findFirst().orElse("");
        }
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), response.uri(), Jsoup.parse(response.body()), response);
        } catch (IOException e) {
            throw new AssertionError(request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private URI resolve(String path) {
        return URI.create(path.startsWith("http") ? path : base + path);
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** A port that is free now, and that nobody else in this process is given. */
    public static int freePort() {
        while (true) {
            // Below the ports that systems hand out by themselves, or one of those may be taken
            // between now and its use.
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                if (GIVEN.add(port)) {
                    return socket.getLocalPort();
                }
            } catch (IOException taken) {
                // The next one.
            }
        }
    }
}
