package dev.kbsync.authorize.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.Eventually;
import dev.kbsync.SettableClock;
import dev.kbsync.confluence.failure.AuthorizationLostException;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.site.Secret;
import dev.kbsync.vault.store.TestRedis;
import dev.kbsync.vault.store.TestStores.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that are killed in the middle of a refresh, and processes that want the same one. */
class CustodyIT {

    /** How often a grant expires under two processes; the figure to show by is 1,000. */
    private static final int EXPIRIES = Integer.getInteger("kbsync.expiries", 25);

    private static final List<String> STORES = List.of("database", "postgres", "redis", "file");

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private Simulator atlassian;
    private @Nullable TestRedis redis;
    private Place place = new Place("", Path.of(""), "");

    /** The steps of a refresh a process can die at. */
    enum Point {
        BEFORE_ANYTHING("before 1"),
        INTENT_STORED("after 1"),
        REQUEST_ARRIVED("never"),
        REQUEST_DONE("never"),
        ANSWER_THERE("before 2"),
        TOKENS_STORED("after 2");

        private final String store;

        Point(String store) {
            this.store = store;
        }

        /** Whether Atlassian has given out new tokens that nobody has stored. */
        boolean tokensGone() {
            return this == REQUEST_DONE || this == ANSWER_THERE;
        }
    }

    @BeforeEach
    void start() {
        atlassian =
                Simulator.start(
                        new SimulatorOptions().port(0).indexDelay(Duration.ZERO).clock(clock));
    }

    @AfterEach
    void stop() {
        atlassian.close();
        if (redis != null) {
            redis.close();
        }
    }

    private Custody custody(String store) {
        String address = store.equals("postgres") ? TestDatabase.Postgres.url() : "";
        if (store.equals("redis")) {
            TestRedis server = TestRedis.start();
            redis = server;
            address = server.url().value();
        }
        place = new Place(store, folder, address);
        Custody custody = new Custody(place, atlassian.url(), clock);
        custody.consented(
                atlassian
                        .control()
                        .authorize(
                                "read:confluence-content.all",
                                "search:confluence",
                                "offline_access"),
                atlassian.sites().get(0).cloudId());
        return custody;
    }

    static Stream<Arguments> storesAndPoints() {
        return STORES.stream()
                .flatMap(store -> Stream.of(Point.values()).map(at -> Arguments.of(store, at)));
    }

    @ParameterizedTest
    @MethodSource("storesAndPoints")
    void theNextStartHasAWorkingGrantWhereverTheOneBeforeWasKilled(String store, Point at) {
        try (Custody custody = custody(store)) {
            killAt(at, custody.stored().accessToken());
            clock.advance(Duration.ofMinutes(9));

            try (Custody next = new Custody(place, atlassian.url(), clock)) {
                next.care.look();
                assertThat(next.stored().begunAt()).as("what was begun is finished").isNull();
                // By the first use the leeway is over: only what was finished in time is good now.
                clock.advance(Duration.ofHours(1));
                for (int hour = 0; hour < 3; hour++) {
                    Grant grant = next.refresh();
                    assertThat(next.granted.of(grant.accessToken())).isNotEmpty();
                    clock.advance(Duration.ofHours(1));
                }
            }
        }
        assertThat(atlassian.control().tokens().familiesRevoked()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aStartThatComesTooLateSavesWhatCanBeSavedAndTellsTheRest(Point at) {
        try (Custody custody = custody("file")) {
            killAt(at, custody.stored().accessToken());
            clock.advance(Duration.ofMinutes(11));

            try (Custody next = new Custody(place, atlassian.url(), clock)) {
                if (at.tokensGone()) {
                    assertThatThrownBy(next::refresh)
                            .isInstanceOf(AuthorizationLostException.class)
                            .hasMessageContaining("a refresh begun at 2026-11-22T12:00:00Z")
                            .hasMessageContaining(
                                    "authorize the site again: http://localhost:8501/");
                } else {
                    assertThat(next.granted.of(next.refresh().accessToken())).isNotEmpty();
                }
            }
        }
    }

    private void killAt(Point at, Secret stale) {
        try (CustodyProcess process =
                new CustodyProcess(place, atlassian.url(), clock.instant(), at.store, 1)) {
            if (at.store.equals("never")) {
                String when = at == Point.REQUEST_ARRIVED ? "before" : "after";
                atlassian
                        .control()
                        .faults(new Fault(FaultKind.TOKEN_HANG, Json.object().put("when", when)));
                process.refresh(stale);
                Eventually.assertThat(() -> atlassian.control().strikes(FaultKind.TOKEN_HANG) == 1);
            } else {
                process.refresh(stale);
                assertThat(process.answer()).isEqualTo("at " + at.store);
            }
            process.kill();
            atlassian.control().clearFaults();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "postgres", "redis", "file"})
    void twoProcessesMakeOneRefreshOfEveryExpiry(String store) {
        // Without a leeway Atlassian would revoke the family for any second use.
        atlassian.control().tokenLifetimes(Duration.ofHours(1), Duration.ZERO);
        try (Custody custody = custody(store);
                CustodyProcess one =
                        new CustodyProcess(place, atlassian.url(), clock.instant(), "never", 4);
                CustodyProcess two =
                        new CustodyProcess(place, atlassian.url(), clock.instant(), "never", 4)) {
            Secret stale = custody.stored().accessToken();
            for (int expiry = 1; expiry <= EXPIRIES; expiry++) {
                one.refresh(stale);
                two.refresh(stale);
                String answer = one.answer();
                assertThat(answer).startsWith("ok ");
                assertThat(two.answer()).isEqualTo(answer);
                assertThat(atlassian.control().tokens().refreshes()).isEqualTo(expiry);
                stale = new Secret(answer.substring("ok ".length()));
            }
        }
        assertThat(atlassian.control().tokens().familiesRevoked()).isZero();
    }
}
