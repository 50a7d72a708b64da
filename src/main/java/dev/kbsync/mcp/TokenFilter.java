package dev.kbsync.mcp;

import dev.kbsync.api.token.BearerToken;
import dev.kbsync.api.token.TokenAccess;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in whoever sends a token, and no page of another site. */
final class TokenFilter extends OncePerRequestFilter {

    private final TokenAccess access;
    private final BearerToken token;

    TokenFilter(TokenAccess access, BearerToken token) {
        this.access = access;
        this.token = token;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isElsewhere(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        if (access.admitsReader(request, response, "mcp", token)) {
            chain.doFilter(request, response);
        }
    }

    /** A browser says where the page is from that asks. */
    private static boolean isElsewhere(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !authority(origin).equalsIgnoreCase(host(request));
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String host(HttpServletRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        return host == null ? "" : host;
    }
}
