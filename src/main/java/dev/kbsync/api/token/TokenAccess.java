package dev.kbsync.api.token;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Tells who sends a bearer token: a token for automation, or the one that the settings name for one
 * purpose. The former cannot be guessed, so a right one is never kept waiting for the wrong ones
 * that others send from the same address; the latter are what people chose.
 */
@Component
@ConditionalOnWebApplication
public class TokenAccess {

    private final AutomationTokens tokens;
    private final AttemptThrottle throttle;

    public TokenAccess(AutomationTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.throttle = new AttemptThrottle(clock);
    }

    /**
     * A token that the settings name.
     *
     * @param holder as whom it acts
     * @param fits whether it is good for this request
     */
    record Configured(String holder, BearerToken token, boolean fits) {}

    /**
     * Lets the sender of a token in, or answers the request.
     *
     * @param wantsFull whether a token that may only read is refused
     * @return whether to go on; otherwise everything is said
     */
    boolean admits(
            HttpServletRequest request,
            HttpServletResponse response,
            String sent,
            Configured configured,
            boolean wantsFull)
            throws IOException {
        Optional<AutomationToken> token = tokens.find(sent);
        if (token.isPresent()) {
            if (wantsFull && token.get().readOnly()) {
                ProblemAnswer.send(
                        response,
                        HttpStatus.FORBIDDEN,
                        "This token may only read; make one with full access for what changes"
                                + " something, for settings and for the audit.");
                return false;
            }
            letIn(token.get().actor());
            return true;
        }
        String address = request.getRemoteAddr();
        long wait = throttle.count(address);
        if (wait > 0) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
            ProblemAnswer.send(
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many wrong tokens came from this address; wait %d s.".formatted(wait));
            return false;
        }
        if (configured.fits() && configured.token().is(sent)) {
            throttle.right(address);
            letIn(configured.holder());
            return true;
        }
        refuse(
                response,
                "This token is not known here; it may have been revoked, or is meant for something else.");
        return false;
    }

    /**
     * The same for what only reads, and lets nobody in without a token.
     *
     * @param holder as whom the sender of the token of the settings acts
     */
    public boolean admitsReader(
            HttpServletRequest request,
            HttpServletResponse response,
            String holder,
            BearerToken configured)
            throws IOException {
        Optional<String> sent = BearerToken.sent(request);
        if (sent.isEmpty()) {
            refuse(response, "Send a token: Authorization: Bearer ...");
            return false;
        }
        return admits(
                request, response, sent.get(), new Configured(holder, configured, true), false);
    }

    private static void refuse(HttpServletResponse response, String sentence) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"kbsync\"");
        ProblemAnswer.send(response, HttpStatus.UNAUTHORIZED, sentence);
    }

    private static void letIn(String who) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(who, "", List.of()));
        SecurityContextHolder.setContext(context);
    }
}
