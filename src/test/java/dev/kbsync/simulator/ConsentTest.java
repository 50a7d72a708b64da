package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.simulator.http.Html;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of the authorization server: consent, and what is never sent back to an app. */
class ConsentTest extends SimulatorTestBase {
    private static final String CALLBACK = "http://localhost:8501/pages/auth/callback";

    private static Map<String, String> request() {
        return new HashMap<>(
                Map.of(
                        "audience", "api.atlassian.com",
                        "client_id", "simulator-client",
                        "scope", "search:confluence offline_access",
                        "redirect_uri", CALLBACK,
                        "state", "a \"state\"&more",
                        "response_type", "code",
                        "prompt", "consent"));
    }

    private TestClient.Reply authorize(Map<String, String> request) {
        String query =
                request.entrySet().stream()
                        .map(e -> e.getKey() + "=" + Html.query(e.getValue()))
                        .collect(Collectors.joining("&"));
        return TestClient.of(simulator.url()).get("/authorize?" + query);
    }

    private TestClient.Reply decide(String decision, String... more) {
        Map<String, String> form = request();
        form.put("decision", decision);
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return TestClient.of(simulator.url()).form("/authorize/consent", form);
    }

    @Test
    void theConsentPageNamesScopesAndSites() {
        TestClient.Reply reply = authorize(request());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .contains(
                        "id=\"accept\"", "id=\"cancel\"", "id=\"site-demo\"", "id=\"site-second\"")
                .contains(
                        "Search Confluence", "search:confluence", "Keep access while you are away")
                .contains("value=\"a &quot;state&quot;&amp;more\"");
    }

    @Test
    void acceptingSendsCodeAndStateBack() {
        String location = decide("accept", "site", "demo").header("location");
        assertThat(location)
                .startsWith(CALLBACK + "?")
                .contains("state=a+%22state%22%26more")
                .contains("code=");
    }

    @Test
    void cancellingSendsAccessDeniedBack() {
        TestClient.Reply reply = decide("cancel");
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("location"))
                .contains("error=access_denied")
                .contains("error_description=User+did+not+authorize+the+request")
                .contains("state=a+%22state%22%26more");
    }

    @Test
    void withoutASiteThereIsNoConsent() {
        TestClient.Reply reply = decide("accept");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("Choose at least one site.");
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri, http://localhost:8501/other, unauthorized_client",
        "redirect_uri, https://localhost:8501/auth/callback, unauthorized_client",
        "redirect_uri, http://localhost.evil.example:80/auth/callback, unauthorized_client",
        "redirect_uri, http://localhost:8501/auth/callback?x=1, unauthorized_client",
        "client_id, somebody-else, unauthorized_client",
        "scope, search:confluence make:coffee, invalid_scope",
        "response_type, token, unsupported_response_type",
        "audience, api.example.org, access_denied",
        "audience, '', invalid_request",
        "scope, '', invalid_request",
    })
    void whatCannotBeTrustedEndsOnAPageOfTheServersOwn(String name, String value, String error) {
        Map<String, String> request = request();
        request.put(name, value);
        TestClient.Reply reply = authorize(request);
        assertThat(reply.header("location")).startsWith("/error?error=" + error);
        TestClient.Reply page = TestClient.of(simulator.url()).get(reply.header("location"));
        assertThat(page.body()).contains(error);
        request.put("decision", "accept");
        request.put("site", "demo");
        assertThat(
                        TestClient.of(simulator.url())
                                .form("/authorize/consent", request)
                                .header("location"))
                .startsWith("/error?");
    }

    @Test
    void theUnknownAddressIsNamed() {
        Map<String, String> request = request();
        request.put("redirect_uri", "https://app.example/<other>");
        String location = authorize(request).header("location");
        assertThat(location)
                .contains(
                        Html.query(
                                "redirect_uri is not registered for client:"
                                        + " https://app.example/<other>"));
        assertThat(TestClient.of(simulator.url()).get(location).body())
                .contains("https://app.example/&lt;other&gt;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:1/auth/callback", "http://localhost:65000/auth/callback"})
    void localCallbacksAreRegistered(String uri) {
        Map<String, String> request = request();
        request.put("redirect_uri", uri);
        assertThat(authorize(request).status()).isEqualTo(200);
    }

    @Test
    void pkceIsAcceptedAndMeansNothing() {
        Map<String, String> request = request();
        request.put("code_challenge", "x");
        request.put("code_challenge_method", "S256");
        assertThat(authorize(request).status()).isEqualTo(200);
    }

    @Test
    void onlyEnabledScopesMayBeAskedFor() {
        control.enableScopes(List.of("read:page:confluence"));
        assertThat(authorize(request()).header("location")).contains("invalid_scope");
        Map<String, String> request = request();
        request.put("scope", "read:page:confluence offline_access");
        assertThat(authorize(request).status()).isEqualTo(200);
    }

    @Test
    void consentCanGrantLessThanWasAskedFor() {
        control.grantAtMost(List.of("search:confluence"));
        assertThat(control.authorize("search:confluence", "offline_access").scopes())
                .containsExactly("search:confluence");
        control.grantAtMost(null);
        assertThat(control.authorize("search:confluence", "offline_access").refresh()).isNotNull();
    }
}
