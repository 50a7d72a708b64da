package dev.kbsync.api;

import dev.kbsync.api.token.ProblemAnswer;
import dev.kbsync.page.OneLine;
import dev.kbsync.page.Sentence;
import dev.kbsync.search.MissingIndexException;
import dev.kbsync.site.UnknownSiteException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * What programs are told whose request cannot be answered, whatever the reason: also where no
 * controller was found, for which advice to controllers would come too late.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiProblems implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(ApiProblems.class);
    private static final int SHOWN = 60;

    /** What is said. */
    private record Problem(HttpStatus status, String sentence) {}

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            Exception failure) {
        if (!request.getServletPath().startsWith("/api/") || response.isCommitted()) {
            return null;
        }
        if (failure instanceof ErrorResponse known) {
            known.getHeaders()
                    .forEach(
                            (name, values) ->
                                    values.forEach(value -> response.addHeader(name, value)));
        }
        try {
            Problem problem = problem(request, failure);
            ProblemAnswer.send(response, problem.status(), problem.sentence());
        } catch (IOException e) {
            log.debug("Nobody waits for the answer any more: {}", e.getMessage());
        }
        return new ModelAndView();
    }

    private static Problem problem(HttpServletRequest request, Exception failure) {
        if (failure instanceof NoResourceFoundException) {
            return new Problem(
                    HttpStatus.NOT_FOUND,
                    "There is nothing here; /api/openapi.json describes what there is.");
        }
        if (failure instanceof HttpRequestMethodNotSupportedException) {
            return new Problem(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    "%s is not possible here; /api/openapi.json describes what is."
                            .formatted(OneLine.of(request.getMethod(), SHOWN)));
        }
        if (failure instanceof MissingServletRequestParameterException missing) {
            return new Problem(
                    HttpStatus.BAD_REQUEST,
                    "The parameter %s is missing.".formatted(missing.getParameterName()));
        }
        if (failure instanceof MethodArgumentTypeMismatchException wrong) {
            return new Problem(
                    HttpStatus.BAD_REQUEST,
                    "The %s must be %s, not \"%s\"."
                            .formatted(
                                    wrong.getName(),
                                    expected(wrong.getRequiredType()),
                                    OneLine.of(String.valueOf(wrong.getValue()), SHOWN)));
        }
        if (failure instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            return new Problem(
                    status,
                    "The request is not understood (%s); /api/openapi.json describes what is."
                            .formatted(status.getReasonPhrase()));
        }
        return ours(failure);
    }

    private static Problem ours(Exception failure) {
        if (failure instanceof UnknownSiteException
                || failure instanceof NotThereException
                || failure instanceof PastTheEndException) {
            return new Problem(HttpStatus.NOT_FOUND, String.valueOf(failure.getMessage()));
        }
        if (failure instanceof MissingIndexException) {
            return new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(failure.getMessage()));
        }
        if (failure instanceof IllegalArgumentException) {
            return new Problem(HttpStatus.BAD_REQUEST, String.valueOf(failure.getMessage()));
        }
        if (failure instanceof IllegalStateException) {
            return new Problem(HttpStatus.CONFLICT, String.valueOf(failure.getMessage()));
        }
        if (failure instanceof DataAccessException) {
            log.warn("The API cannot use the database: {}", Sentence.of(failure));
            return new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The database cannot be used now; the log says why.");
        }
        if (failure instanceof IOException unreadable) {
            return new Problem(
                    HttpStatus.INTERNAL_SERVER_ERROR, UnreadableIndex.sentence(unreadable));
        }
        log.error("A request to the API failed", failure);
        return new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR, "The request failed; the log says why.");
    }

    private static String expected(@Nullable Class<?> type) {
        return type == boolean.class ? "true or false" : "a whole number";
    }
}
