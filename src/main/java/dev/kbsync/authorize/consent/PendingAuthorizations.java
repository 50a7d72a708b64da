package dev.kbsync.authorize.consent;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * Consents that were begun in a session and not finished, by their {@code state}: several at once,
 * so that two tabs do not spoil each other, and each good for one callback within a quarter of an
 * hour.
 */
@Component
@ConditionalOnWebApplication
public class PendingAuthorizations
        implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final String ATTRIBUTE = PendingAuthorizations.class.getName();
    private static final String ENDED = ATTRIBUTE + ".ended";
    private static final int AT_MOST = 10;
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final Clock clock;

    public PendingAuthorizations(Clock clock) {
        this.clock = clock;
    }

    private record Pending(OAuth2AuthorizationRequest request, Instant begunAt) {}

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(
            HttpServletRequest request) {
        String state = request.getParameter("state");
        HttpSession session = request.getSession(false);
        if (state == null || session == null) {
            return null;
        }
        synchronized (session) {
            Pending found = pending(session).get(state);
            return found == null || found.begunAt().plus(LIFE).isBefore(clock.instant())
                    ? null
                    : found.request();
        }
    }

    @Override
    public void saveAuthorizationRequest(
            OAuth2AuthorizationRequest authorization,
            HttpServletRequest request,
            HttpServletResponse response) {
        HttpSession session = request.getSession();
        synchronized (session) {
            Map<String, Pending> pending = pending(session);
            pending.put(authorization.getState(), new Pending(authorization, clock.instant()));
            while (pending.size() > AT_MOST) {
                pending.remove(pending.keySet().iterator().next());
            }
            session.setAttribute(ATTRIBUTE, pending);
        }
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest found = loadAuthorizationRequest(request);
        HttpSession session = request.getSession(false);
        if (found != null && session != null) {
            synchronized (session) {
                pending(session).remove(found.getState());
                // Spring comes back without parameters when the exchange fails.
                session.setAttribute(ENDED, found.getAttribute(ConsentKeeper.SITE));
            }
            request.setAttribute(ConsentKeeper.SITE, found.getAttribute(ConsentKeeper.SITE));
        }
        return found;
    }

    /**
     * The site of a consent that failed, once: the one begun with a state, however long ago, or the
     * one that ended last in this session; empty if this session knows of none.
     */
    public Optional<String> takeSite(HttpSession session, @Nullable String state) {
        synchronized (session) {
            if (state != null) {
                return Optional.ofNullable(pending(session).remove(state))
                        .map(begun -> begun.request().getAttribute(ConsentKeeper.SITE));
            }
            Optional<String> ended = Optional.ofNullable((String) session.getAttribute(ENDED));
            session.removeAttribute(ENDED);
            return ended;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Pending> pending(HttpSession session) {
        Object pending = session.getAttribute(ATTRIBUTE);
        return pending == null ? new LinkedHashMap<>() : (Map<String, Pending>) pending;
    }
}
