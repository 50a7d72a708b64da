package dev.kbsync.authorize.grant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.authorize.OAuthApp;
import dev.kbsync.authorize.ServiceAccount;
import dev.kbsync.confluence.AtlassianHttp;
import dev.kbsync.confluence.ConfluenceProperties;
import dev.kbsync.confluence.RetryAfter;
import dev.kbsync.confluence.failure.QuotaExhaustedException;
import dev.kbsync.confluence.failure.RateLimitedException;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.egress.EgressException;
import dev.kbsync.site.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;

/** HTTP to the token endpoint of Atlassian's authorization server, and nothing else. */
@Component
public class TokenClient {

    private static final Logger log = LoggerFactory.getLogger(TokenClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Atlassian's two ways to say that a refresh token is worth nothing (API facts, 1.5). Any other
     * refusal is taken for a passing one: asking again costs nothing, giving up costs a person.
     */
    private static final Set<String> LOST = Set.of("invalid_grant", "unauthorized_client");

    /** Of a service account: it is asked again by itself, so nothing is given up for good. */
    private static final Set<String> REFUSED =
            Set.of("invalid_grant", "unauthorized_client", "access_denied");

    /** Whose interface the tokens are for. */
    private static final String AUDIENCE = "api.atlassian.com";

    /** An answer that says less, or more, than a day is a mistake. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofDays(1);

    private final AtlassianHttp atlassian;
    private final ConfluenceProperties patience;
    private final Clock clock;

    public TokenClient(AtlassianHttp atlassian, ConfluenceProperties patience, Clock clock) {
        this.atlassian = atlassian;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * @param refreshToken null if the answer had none: the one in use stays good then
     */
    public record Tokens(
            Secret accessToken,
            @Nullable Secret refreshToken,
            Duration lifetime,
            SortedSet<String> scopes) {}

    /** The request never left: whatever it carried is as good as before. */
    public static final class NotSentException extends UnavailableException {

        private static final long serialVersionUID = 1;

        NotSentException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Trades a refresh token for a new pair.
     *
     * @throws GrantLostException if Atlassian will not accept this token any more
     * @throws AppRejectedException if it does not accept the app's id or secret
     * @throws RateLimitedException if it asks to wait for a moment
     * @throws QuotaExhaustedException if it asks to wait for longer than a request may
     * @throws NotSentException if there was no connection
     * @throws UnavailableException if there was no answer, or a passing error; the same token may
     *     be sent again, within the leeway
     */
    public Tokens refresh(OAuthApp app, Secret refreshToken) {
        return ask(
                app, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.value()));
    }

    /**
     * Trades the code of a callback for a first pair.
     *
     * @throws GrantLostException if Atlassian does not accept the code
     * @throws AppRejectedException as {@link #refresh}; so are the others
     */
    public Tokens exchange(OAuthApp app, String code) {
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

    /**
     * Asks for an access token of a service account; the answer has no refresh token.
     *
     * @throws AppRejectedException if Atlassian does not accept the credential
     * @throws GrantLostException if the credential may not be used for this
     * @throws UnavailableException if there was no answer, or a passing error; the others as {@link
     *     #refresh}
     */
    Tokens clientCredentials(ServiceAccount account) {
        return ask(
                account.clientId(),
                account.clientSecret(),
                Map.of("grant_type", "client_credentials", "audience", AUDIENCE),
                part -> "service-account." + part,
                REFUSED);
    }

    private Tokens ask(OAuthApp app, Map<String, String> what) {
        return ask(app.clientId(), app.clientSecret(), what, app::setting, LOST);
    }

    private Tokens ask(
            String clientId,
            Secret clientSecret,
            Map<String, String> what,
            UnaryOperator<String> setting,
            Set<String> lost) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        what.forEach(form::add);
        form.add("client_id", clientId);
        form.add("client_secret", clientSecret.value());
        log.debug(
                "POST {} grant_type={} client_id={} (secrets: ****)",
                atlassian.tokenUrl(),
                what.get("grant_type"),
                clientId);
        try {
            return atlassian
                    .http()
                    .post()
                    .uri(atlassian.tokenUrl())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form)
                    .exchange((request, response) -> tokens(response, setting, lost));
        } catch (ResourceAccessException e) {
            throw unreachable(e);
        }
    }

    /**
     * @param lost words for a refusal that asking again does not change
     */
    private Tokens tokens(
            ClientHttpResponse response, UnaryOperator<String> setting, Set<String> lost)
            throws IOException {
        int status = response.getStatusCode().value();
        JsonNode body = json(response);
        String error = body.path("error").asText("");
        if (status == 200 && !body.path("access_token").asText("").isBlank()) {
            Tokens tokens = tokens(body);
            log.debug(
                    "200 from the token endpoint: access token for {}, {} refresh token, scopes {}",
                    tokens.lifetime(),
                    tokens.refreshToken() == null ? "no" : "new",
                    tokens.scopes());
            return tokens;
        }
        log.debug("{} from the token endpoint: {}", status, word(error));
        if (status == 401 || error.equals("invalid_client")) {
            throw new AppRejectedException(
                    setting.apply("client-id"), setting.apply("client-secret"));
        }
        if (status >= 400 && status < 500 && lost.contains(error)) {
            throw new GrantLostException(error);
        }
        if (status == 429) {
            throw limited(response.getHeaders().getFirst("Retry-After"));
        }
        throw new UnavailableException(
                "Atlassian's authorization server answered %d%s; the access token is refreshed with the next try."
                        .formatted(status, error.isEmpty() ? "" : " " + word(error)));
    }

    private static Tokens tokens(JsonNode body) {
        Duration said = Duration.ofSeconds(body.path("expires_in").asLong(3600));
        Duration lifetime =
                said.compareTo(SHORTEST) < 0
                        ? SHORTEST
                        : said.compareTo(LONGEST) > 0 ? LONGEST : said;
        String refreshToken = body.path("refresh_token").asText("");
        return new Tokens(
                new Secret(body.path("access_token").asText()),
                refreshToken.isBlank() ? null : new Secret(refreshToken),
                lifetime,
                scopes(body.path("scope").asText("")));
    }

    private RuntimeException limited(@Nullable String retryAfter) {
        Duration wait = RetryAfter.parse(retryAfter, clock);
        return wait != null && wait.compareTo(patience.longestWait()) > 0
                ? new QuotaExhaustedException(
                        "Atlassian's authorization server asks to wait %d seconds; the access token is refreshed after that."
                                .formatted(wait.toSeconds()),
                        clock.instant().plus(wait))
                : new RateLimitedException(
                        "Atlassian's authorization server asks to slow down (429).", wait);
    }

    /** Only what can be a word of the standard: an answer may hold anything. */
    private static String word(String error) {
        return error.matches("[a-z_]{1,40}") ? error : "(no error name)";
    }

    private static JsonNode json(ClientHttpResponse response) throws IOException {
        try {
            JsonNode body = JSON.readTree(response.getBody());
            return body == null ? JSON.missingNode() : body;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    public static SortedSet<String> scopes(String text) {
        SortedSet<String> scopes = new TreeSet<>(List.of(text.split(" ")));
        scopes.remove("");
        return scopes;
    }

    private UnavailableException unreachable(ResourceAccessException e) {
        EgressException stopped = EgressException.in(e);
        if (stopped != null) {
            return new NotSentException(
                    "Atlassian's authorization server was not reached: " + stopped.getMessage(), e);
        }
        Throwable cause = e.getMostSpecificCause();
        String sentence =
                "Atlassian's authorization server gave no answer at %s (%s); check the network."
                        .formatted(atlassian.tokenUrl(), cause.getClass().getSimpleName());
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof ConnectException
                    || at instanceof ConnectTimeoutException
                    || at instanceof UnknownHostException) {
                return new NotSentException(sentence, e);
            }
        }
        return new UnavailableException(sentence, e);
    }
}
