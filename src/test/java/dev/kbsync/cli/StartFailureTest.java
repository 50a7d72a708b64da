package dev.kbsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class StartFailureTest {

    private final IOException below = new NoSuchFileException("no-such-file");

    @Test
    void aSentenceOfKbsyncWinsOverWhatLiesBelowIt() {
        Exception failure = new IllegalArgumentException("Choose another name.", below);

        assertThat(StartFailure.of(failure).sentence()).isEqualTo("Choose another name.");
    }

    @Test
    void whatOnlyWrapsAFailureSaysNothing() {
        assertThat(StartFailure.of(new UncheckedIOException(below)).sentence())
                .isEqualTo("no-such-file");
    }
}
