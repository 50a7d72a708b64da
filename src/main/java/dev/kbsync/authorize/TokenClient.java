package dev.kbsync.authorize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.authorize.Grant.GrantedSite;
import dev.kbsync.confluence.UnavailableException;
import dev.kbsync.site.Secret;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** HTTP to Atlassian's authorization server, and nothing else. */
@Component
class TokenClient {

    private static final Logger log = LoggerFactory.getLogger(TokenClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Client errors that pass by themselves. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final AtlassianProperties atlassian;
    private final RestClient http;

    TokenClient(AtlassianProperties atlassian) {
        this.atlassian = atlassian;
        JdkClientHttpRequestFactory factory =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build());
        factory.setReadTimeout(Duration.ofSeconds(30));
        this.http = RestClient.builder().requestFactory(factory).build();
    }

    /**
     * @param refreshToken null if the answer had none: the one in use stays good then
     */
    record Tokens(
            Secret accessToken,
            @Nullable Secret refreshToken,
            Duration lifetime,
            SortedSet<String> scopes) {}

    /**
     * Trades a refresh token for a new pair.
     *
     * @throws GrantLostException if Atlassian will not accept this token any more
     * @throws AppRejectedException if it does not accept the app's id or secret
     * @throws UnavailableException if there was no answer, or a passing error; the same token may
     *     be sent again
     */
    Tokens refresh(OAuthApp app, Secret refreshToken) {
        return ask(
                app, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.value()));
    }

    /**
     * Trades the code of a callback for a first pair.
     *
     * @throws GrantLostException if Atlassian does not accept the code
     * @throws AppRejectedException as {@link #refresh}
     * @throws UnavailableException as {@link #refresh}
     */
    Tokens exchange(OAuthApp app, String code) {
        return ask(
                app,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        app.redirectUri()));
    }

    private Tokens ask(OAuthApp app, Map<String, String> what) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        what.forEach(form::add);
        form.add("client_id", app.clientId());
        form.add("client_secret", app.clientSecret().value());
        log.debug(
                "POST {}/oauth/token grant_type={} (secrets masked)",
                atlassian.authUrl(),
                what.get("grant_type"));
        try {
            return http.post()
                    .uri(atlassian.authUrl() + "/oauth/token")
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form)
                    .exchange((request, response) -> tokens(response));
        } catch (ResourceAccessException e) {
            throw unreachable(e);
        }
    }

    private static Tokens tokens(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        JsonNode body = json(response);
        String error = body.path("error").asText("");
        if (status == 200 && body.hasNonNull("access_token")) {
            return new Tokens(
                    new Secret(body.path("access_token").asText()),
                    body.hasNonNull("refresh_token")
                            ? new Secret(body.path("refresh_token").asText())
                            : null,
                    Duration.ofSeconds(body.path("expires_in").asLong(3600)),
                    scopes(body.path("scope").asText("")));
        }
        if (status == 401 || error.equals("invalid_client")) {
            throw new AppRejectedException();
        }
        if (status >= 400 && status < 500 && !error.isEmpty() && !PASSING.contains(status)) {
            throw new GrantLostException(error);
        }
        throw new UnavailableException(
                "Atlassian's authorization server answered %d; the access token is refreshed with the next try."
                        .formatted(status));
    }

    /**
     * The sites a token reaches, without those that it may not use Confluence on.
     *
     * @throws UnavailableException if they could not be had
     */
    List<GrantedSite> sites(Secret accessToken) {
        try {
            return http.get()
                    .uri(atlassian.apiUrl() + "/oauth/token/accessible-resources")
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken.value())
                    .accept(MediaType.APPLICATION_JSON)
                    .exchange((request, response) -> sites(response));
        } catch (ResourceAccessException e) {
            throw unreachable(e);
        }
    }

    private static List<GrantedSite> sites(ClientHttpResponse response) throws IOException {
        if (response.getStatusCode().value() != 200) {
            throw new UnavailableException(
                    "Atlassian answered %d when asked which sites the grant reaches; try again."
                            .formatted(response.getStatusCode().value()));
        }
        List<GrantedSite> sites = new ArrayList<>();
        // The same site stands there once for each product; scopes tell them apart (API facts,
        // 1.6).
        for (JsonNode resource : json(response)) {
            List<String> scopes = new ArrayList<>();
            resource.path("scopes").forEach(scope -> scopes.add(scope.asText()));
            if (scopes.stream().anyMatch(scope -> scope.contains("confluence"))) {
                sites.add(
                        new GrantedSite(
                                resource.path("id").asText(),
                                resource.path("url").asText(),
                                resource.path("name").asText(),
                                scopes));
            }
        }
        return sites;
    }

    private static JsonNode json(ClientHttpResponse response) throws IOException {
        try {
            JsonNode body = JSON.readTree(response.getBody());
            return body == null ? JSON.missingNode() : body;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    static SortedSet<String> scopes(String text) {
        SortedSet<String> scopes = new TreeSet<>(List.of(text.split(" ")));
        scopes.remove("");
        return scopes;
    }

    private UnavailableException unreachable(ResourceAccessException e) {
        return new UnavailableException(
                "Atlassian cannot be reached at %s (%s); check the network."
                        .formatted(
                                atlassian.authUrl(),
                                e.getMostSpecificCause().getClass().getSimpleName()),
                e);
    }
}
