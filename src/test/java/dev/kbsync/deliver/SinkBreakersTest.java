package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinkBreakersTest {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock();
    private final List<Object> told = new ArrayList<>();
    private final SinkBreakers breakers =
            new SinkBreakers(new FailureProperties(Duration.ofSeconds(1), PAUSE), clock, told::add);

    private void fail(String run, int times) {
        for (int i = 0; i < times; i++) {
            breakers.failed("wiki", run, "It is down.", false);
        }
    }

    @Test
    void runsOfTwoSitesDoNotLetEachOtherIn() {
        fail("one", 5);
        assertThatCode(() -> breakers.admit("wiki", "two")).doesNotThrowAnyException();
        fail("two", 1);

        assertThatThrownBy(() -> breakers.admit("wiki", "one"))
                .isInstanceOf(SinkDownException.class);
        assertThatThrownBy(() -> breakers.admit("wiki", "two"))
                .isInstanceOf(SinkDownException.class);
        assertThatCode(() -> breakers.admit("wiki", "three")).doesNotThrowAnyException();
    }

    @Test
    void afterAWhileOneIsLetIn() throws Exception {
        fail("one", 5);
        clock.advance(PAUSE);

        breakers.admit("wiki", "one");

        assertThatThrownBy(() -> breakers.admit("wiki", "one"))
                .isInstanceOf(SinkDownException.class);
    }

    @Test
    void anOutageAndItsEndAreToldOnce() {
        fail("one", 7);
        breakers.answered("wiki");
        breakers.answered("wiki");

        assertThat(told).hasSize(2);
    }

    @Test
    void whatKeepsASinkFromStoringOnlyIsRemembered() {
        breakers.failed("wiki", "one", "No vectors.", true);
        assertThat(breakers.removes("wiki")).isTrue();

        fail("one", 1);
        assertThat(breakers.removes("wiki")).isFalse();
    }
}
