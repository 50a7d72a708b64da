package dev.kbsync.api.token;

import dev.kbsync.api.token.TokenAccess.Configured;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in whoever sends a token; whoever sends none may still log in. A browser that remembers the
 * login may send it for a page of somebody else's: that one changes nothing.
 */
public final class TokenFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final TokenAccess access;
    private final BearerToken doorbell;
    private final RequestMatcher rings;
    private final RequestMatcher confidential;

    /**
     * @param doorbell is good for what {@code rings} matches, and for nothing else
     * @param confidential matches what a token that may only read does not get to see
     */
    public TokenFilter(
            TokenAccess access,
            BearerToken doorbell,
            RequestMatcher rings,
            RequestMatcher confidential) {
        this.confidential = confidential;
        this.access = access;
        this.doorbell = doorbell;
        this.rings = rings;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean writes = !READING.contains(request.getMethod());
        if (writes && isElsewhere(request)) {
            ProblemAnswer.send(
                    response,
                    HttpStatus.FORBIDDEN,
                    "A page of another site may not change anything here.");
            return;
        }
        Optional<String> sent = BearerToken.sent(request);
        if (sent.isEmpty()
                || access.admits(
                        request,
                        response,
                        sent.get(),
                        new Configured("doorbell", doorbell, rings.matches(request)),
                        writes || confidential.matches(request))) {
            chain.doFilter(request, response);
        }
    }

    private static boolean isElsewhere(HttpServletRequest request) {
        String origin = request.getHeader("Sec-Fetch-Site");
        return origin != null && !origin.equals("none") && !origin.equals("same-origin");
    }
}
