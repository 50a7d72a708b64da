package dev.kbsync.cli;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Keeps Spring from printing a stack trace over a failure at the start that a person can mend;
 * whoever started the application prints its one sentence.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureReporter implements SpringBootExceptionReporter {

    /** As Spring creates it; the context is null if there was none yet. */
    StartFailureReporter(@Nullable ConfigurableApplicationContext unused) {}

    @Override
    public boolean reportException(Throwable failure) {
        return StartFailure.of(failure).known();
    }
}
