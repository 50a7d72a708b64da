package dev.kbsync;

import dev.kbsync.site.SetupException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has a wrong set-up told in its one sentence, without a stack trace. */
class SetupFailureAnalyzer extends AbstractFailureAnalyzer<SetupException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, SetupException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
