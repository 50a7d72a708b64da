package dev.kbsync.console;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.kbsync.history.RunProgress;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

class EventsControllerTest {

    @Test
    void aRunThatEndsWithTheShutdownIsNotDisturbed() {
        EventsController events = new EventsController();
        events.closed(new ContextClosedEvent(new StaticApplicationContext()));

        assertThatCode(() -> events.progress(new RunProgress("run", "demo")))
                .doesNotThrowAnyException();
    }
}
