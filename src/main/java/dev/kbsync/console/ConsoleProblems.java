package dev.kbsync.console;

import dev.kbsync.page.OneLine;
import dev.kbsync.site.UnknownSiteException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What a page says when it cannot do what it was asked for. */
@ControllerAdvice(annotations = Controller.class)
@ConditionalOnWebApplication
class ConsoleProblems {

    private static final int VALUE_SHOWN = 60;

    @ExceptionHandler(UnknownSiteException.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String unknown(UnknownSiteException e, Model model) {
        return page(404, e, model);
    }

    @ExceptionHandler({IllegalStateException.class, IllegalArgumentException.class})
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String refused(RuntimeException e, Model model) {
        return page(400, e, model);
    }

    /** Spring's own sentence names classes. */
    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String mistyped(MethodArgumentTypeMismatchException e, Model model) {
        return page(
                400,
                "\"%s\" is no value for \"%s\"."
                        .formatted(
                                OneLine.of(String.valueOf(e.getValue()), VALUE_SHOWN), e.getName()),
                model);
    }

    private static String page(int status, RuntimeException e, Model model) {
        return page(status, String.valueOf(e.getMessage()), model);
    }

    private static String page(int status, String sentence, Model model) {
        model.addAttribute("status", status);
        model.addAttribute("sentence", sentence);
        return "error";
    }
}
