package dev.kbsync.console;

import dev.kbsync.page.Sentence;
import dev.kbsync.search.MissingIndexException;
import dev.kbsync.site.UnknownSiteException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What scripts are told whose request cannot be answered. */
@RestControllerAdvice(assignableTypes = {SearchApi.class, DoorbellApi.class})
@ConditionalOnWebApplication
@Order(0)
class ApiProblems {

    private static final Logger log = LoggerFactory.getLogger(ApiProblems.class);

    @ExceptionHandler
    ProblemDetail asked(IllegalArgumentException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail asked(MethodArgumentTypeMismatchException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The %s is not a number.".formatted(e.getName()));
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownSiteException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail missing(MissingIndexException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unreadable(IOException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, sentence(e));
    }

    /** Says to whoever asks that the index cannot be read, and to the log why. */
    static String sentence(IOException failure) {
        log.warn("The search index cannot be read: {}", Sentence.of(failure));
        return "The search index cannot be read; the log says why. If it is damaged, the next run makes it anew.";
    }
}
