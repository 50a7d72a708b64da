package dev.kbsync.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;

/** What is answered to a login that is not let in, by form or with the request. */
final class LoginFailures {

    private LoginFailures() {}

    static void form(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof TooManyAttemptsException slow) {
            response.setHeader("Retry-After", Long.toString(slow.seconds()));
            response.sendRedirect("/login?slow");
        } else {
            response.sendRedirect("/login?error");
        }
    }

    static void basic(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why) {
        if (why instanceof TooManyAttemptsException slow) {
            response.setHeader("Retry-After", Long.toString(slow.seconds()));
            response.setStatus(429);
        } else {
            response.setHeader("WWW-Authenticate", "Basic realm=\"kbsync\"");
            response.setStatus(401);
        }
    }
}
