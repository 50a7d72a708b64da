package dev.kbsync.console;

import dev.kbsync.api.token.ProblemAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
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
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof TooManyAttemptsException slow) {
            response.setHeader("Retry-After", Long.toString(slow.seconds()));
            ProblemAnswer.send(
                    response, HttpStatus.TOO_MANY_REQUESTS, String.valueOf(slow.getMessage()));
        } else {
            response.setHeader("WWW-Authenticate", "Basic realm=\"kbsync\"");
            ProblemAnswer.send(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "Send a token (Authorization: Bearer ...) or the console's user and password.");
        }
    }
}
