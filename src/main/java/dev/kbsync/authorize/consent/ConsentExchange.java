package dev.kbsync.authorize.consent;

import dev.kbsync.authorize.OAuthApp;
import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.authorize.grant.AppRejectedException;
import dev.kbsync.authorize.grant.GrantLostException;
import dev.kbsync.authorize.grant.TokenClient;
import dev.kbsync.authorize.grant.TokenClient.Tokens;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.site.Secret;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.stereotype.Component;

/**
 * Trades the code of a callback for tokens. Spring's own client reads an error's name only from a
 * 400; Atlassian answers 401 and 403, and says {@code access_denied} for a wrong client secret as
 * it does for a consent that was cancelled: only here the two can be told apart.
 */
@Component
@ConditionalOnWebApplication
public class ConsentExchange
        implements OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> {

    /** The app's id or secret is wrong. */
    public static final String APP_REJECTED = "app_rejected";

    /** The code was used, has expired, or belongs to another redirect URI. */
    public static final String CODE_REJECTED = "code_rejected";

    /** There was no usable answer. */
    public static final String NO_ANSWER = "no_answer";

    private final OAuthApps apps;
    private final TokenClient client;

    public ConsentExchange(OAuthApps apps, TokenClient client) {
        this.apps = apps;
        this.client = client;
    }

    @Override
    public OAuth2AccessTokenResponse getTokenResponse(OAuth2AuthorizationCodeGrantRequest request) {
        OAuthApp app = apps.byId(request.getClientRegistration().getRegistrationId()).orElseThrow();
        String code =
                Objects.requireNonNull(
                        request.getAuthorizationExchange().getAuthorizationResponse().getCode());
        Tokens tokens = tokens(app, code);
        Secret refresh = tokens.refreshToken();
        return OAuth2AccessTokenResponse.withToken(tokens.accessToken().value())
                .tokenType(OAuth2AccessToken.TokenType.BEARER)
                .expiresIn(tokens.lifetime().toSeconds())
                .scopes(tokens.scopes())
                .refreshToken(refresh == null ? null : refresh.value())
                .build();
    }

    private Tokens tokens(OAuthApp app, String code) {
        try {
            return client.exchange(app, code);
        } catch (AppRejectedException e) {
            throw failure(APP_REJECTED);
        } catch (GrantLostException e) {
            throw failure(CODE_REJECTED);
        } catch (UnavailableException e) {
            throw failure(NO_ANSWER);
        }
    }

    private static OAuth2AuthorizationException failure(String code) {
        return new OAuth2AuthorizationException(new OAuth2Error(code));
    }
}
