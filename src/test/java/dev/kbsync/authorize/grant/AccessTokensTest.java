package dev.kbsync.authorize.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.vault.store.TestStores.Place;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a request for a site costs the database. */
class AccessTokensTest {

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private Simulator atlassian;
    private Custody custody;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(new SimulatorOptions().port(0).clock(clock));
        custody = new Custody(new Place("file", folder, ""), atlassian.url(), clock);
    }

    @AfterEach
    void stop() {
        custody.close();
        atlassian.close();
    }

    private int lookups() {
        custody.access.access("demo");
        int before = custody.lookups.get();
        custody.access.access("demo");
        return custody.lookups.get() - before;
    }

    @Test
    void aRequestByAGrantLooksItsSiteUpOnce() {
        custody.consented(
                atlassian.control().authorize("search:confluence", "offline_access"),
                atlassian.sites().get(0).cloudId());

        assertThat(lookups()).isEqualTo(1);
    }

    @Test
    void aRequestByAServiceAccountLooksItsSiteUpTwiceAtMost() {
        assertThat(lookups()).isLessThanOrEqualTo(2);
    }
}
