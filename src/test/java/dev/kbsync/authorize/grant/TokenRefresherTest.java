package dev.kbsync.authorize.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.SettableClock;
import dev.kbsync.authorize.grant.Grant.Previous;
import dev.kbsync.authorize.grant.Grant.Trouble;
import dev.kbsync.confluence.failure.AuthorizationLostException;
import dev.kbsync.confluence.failure.QuotaExhaustedException;
import dev.kbsync.confluence.failure.RateLimitedException;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.history.AuditEntry;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.site.Secret;
import dev.kbsync.vault.store.TestStores.Place;
import dev.kbsync.vault.store.TokenStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One refresh at a time, and everything the token endpoint, the store and the clock can do to it.
 */
class TokenRefresherTest {

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private Simulator atlassian;
    private Custody custody;

    @BeforeEach
    void start() {
        atlassian =
                Simulator.start(
                        new SimulatorOptions().port(0).indexDelay(Duration.ZERO).clock(clock));
        custody = custody(clock, same -> same);
        custody.consented(
                atlassian
                        .control()
                        .authorize(
                                "read:confluence-content.all",
                                "search:confluence",
                                "offline_access"),
                atlassian.sites().get(0).cloudId());
    }

    @AfterEach
    void stop() {
        custody.close();
        atlassian.close();
    }

    private Custody custody(Clock itsClock, UnaryOperator<TokenStore> watched) {
        return new Custody(new Place("file", folder, ""), atlassian.url(), itsClock, watched);
    }

    private int refreshes() {
        return atlassian.control().tokens().refreshes();
    }

    private void fault(FaultKind kind, String setting, Object value) {
        atlassian.control().faults(new Fault(kind, Json.object().put(setting, value.toString())));
    }

    @Test
    void anAnswerWithoutARefreshTokenKeepsTheOldOne() {
        Secret before = custody.stored().refreshToken();
        atlassian.control().faults(Fault.times(FaultKind.NO_REFRESH_TOKEN, 1));

        Grant grant = custody.refresh();

        assertThat(grant.refreshToken()).isEqualTo(before);
        assertThat(grant.previous()).isNull();
        custody.refresh();
        assertThat(custody.stored().refreshToken()).isNotEqualTo(before);
    }

    @Test
    void thePreviousTokenIsKeptForTheLeewayAndHelpsWhereTheNewestIsRefused() {
        Secret first = Objects.requireNonNull(custody.stored().refreshToken());
        custody.refresh();
        assertThat(custody.stored().previous())
                .isEqualTo(new Previous(first, clock.instant().plus(Duration.ofMinutes(10))));
        spoilTheNewestToken();
        clock.advance(Duration.ofMinutes(9));

        custody.refresh();

        assertThat(atlassian.control().tokens().familiesRevoked()).isZero();
    }

    @Test
    void afterTheLeewayThePreviousTokenIsNeverSent() {
        custody.refresh();
        spoilTheNewestToken();
        clock.advance(Duration.ofMinutes(10));

        assertThatThrownBy(custody::refresh).isInstanceOf(AuthorizationLostException.class);
        assertThat(atlassian.control().tokens().familiesRevoked())
                .as("its use would have revoked the family")
                .isZero();
    }

    private void spoilTheNewestToken() {
        custody.grants.change(
                Custody.GRANT,
                grant ->
                        new Grant(
                                grant.id(),
                                grant.app(),
                                grant.clientId(),
                                grant.scopes(),
                                grant.accessToken(),
                                grant.expiresAt(),
                                new Secret("spoilt"),
                                grant.previous(),
                                null,
                                grant.authorizedAt(),
                                grant.authorizedBy(),
                                grant.refreshedAt(),
                                null,
                                grant.sites()));
    }

    @Test
    void aRequestToSlowDownIsObeyedAndUsesNothingUp() {
        fault(FaultKind.TOKEN_429, "retryAfter", 7);
        assertThatThrownBy(custody::refresh)
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
        fault(FaultKind.TOKEN_429, "retryAfter", 3600);
        assertThatThrownBy(custody::refresh)
                .isInstanceOfSatisfying(
                        QuotaExhaustedException.class,
                        e -> assertThat(e.until()).isEqualTo(clock.instant().plusSeconds(3600)));
        assertThat(custody.stored().begunAt()).isNull();

        atlassian.control().clearFaults();
        clock.advance(Duration.ofHours(1));
        custody.refresh();
        assertThat(refreshes()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aServerErrorLosesNothing(int status) {
        fault(FaultKind.TOKEN_500, "status", status);

        assertThatThrownBy(custody::refresh)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("answered " + status);

        assertThat(custody.stored().begunAt()).as("it may have been used").isNotNull();
        atlassian.control().clearFaults();
        custody.care.look();
        assertThat(custody.stored().begunAt()).isNull();
    }

    @Test
    void anAnswerThatIsCutIsAskedForAgainWithinTheLeeway() {
        atlassian.control().faults(Fault.times(FaultKind.TOKEN_CUT, 2));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(custody::refresh).isInstanceOf(UnavailableException.class);
        }
        clock.advance(Duration.ofMinutes(9));

        custody.care.look();

        clock.advance(Duration.ofHours(2));
        custody.refresh();
        assertThat(atlassian.control().tokens().familiesRevoked()).isZero();
    }

    @Test
    void anAnswerThatIsTooSlowIsAskedForAgain() {
        fault(FaultKind.TOKEN_HANG, "when", "after");
        try (Custody impatient =
                new Custody(
                        new Place("file", folder, ""),
                        atlassian.url(),
                        clock,
                        Duration.ofSeconds(2),
                        same -> same)) {
            assertThatThrownBy(impatient::refresh)
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("gave no answer");
        }
        atlassian.control().clearFaults();

        custody.refresh();

        assertThat(custody.granted.of(custody.stored().accessToken())).isNotEmpty();
    }

    @Test
    void aConnectionThatIsRefusedSendsNothing() {
        String url = atlassian.url();
        atlassian.close();
        try (Custody alone = new Custody(new Place("file", folder, ""), url, clock)) {
            assertThatThrownBy(alone::refresh).isInstanceOf(TokenClient.NotSentException.class);
            assertThat(alone.stored().begunAt()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"SPELLING", "DRIFTING_TOTAL"}) // The second changes nothing here.
    void eitherSpellingOfALostGrantIsUnderstoodToldOnceAndNeverSentAgain(FaultKind spelling) {
        atlassian.control().expireRefreshTokens();
        atlassian.control().faults(Fault.always(spelling));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(custody::refresh)
                    .isInstanceOf(AuthorizationLostException.class)
                    .hasMessageContaining("The authorization of \"demo\" is lost (")
                    .hasMessageEndingWith("http://localhost:8501/sites/demo");
        }

        assertThat(custody.stored().trouble())
                .extracting(Trouble::kind)
                .isEqualTo(Trouble.Kind.LOST);
        assertThat(custody.history.authorizations("demo", 9))
                .extracting(AuditEntry::kind)
                .containsOnlyOnce(Kind.LOST);
        assertThat(atlassian.control().requests("POST /oauth/token", 403)).isEqualTo(1);
    }

    @Test
    void aRefusalThatSaysSomethingElseLosesNothing() {
        fault(FaultKind.TOKEN_ERROR, "error", "invalid_request");
        assertThatThrownBy(custody::refresh).isInstanceOf(UnavailableException.class);
        atlassian.control().clearFaults();

        custody.refresh();
    }

    @Test
    void aClockThatIsTwoHoursAheadRefreshesTooOftenButLosesNothing() {
        Clock ahead = Clock.fixed(clock.instant().plus(Duration.ofHours(2)), ZoneOffset.UTC);
        try (Custody skewed = custody(ahead, same -> same)) {
            for (int i = 0; i < 5; i++) {
                assertThat(skewed.refresh()).isNotNull();
                assertThat(custody.refresh()).isNotNull();
            }
        }
        assertThat(atlassian.control().tokens().familiesRevoked()).isZero();
    }

    @Test
    void anotherAppsClientIdIsNeverTriedWithTheToken() {
        custody.grants.change(
                Custody.GRANT,
                grant ->
                        new Grant(
                                grant.id(),
                                grant.app(),
                                "the-app-before",
                                grant.scopes(),
                                grant.accessToken(),
                                grant.expiresAt(),
                                grant.refreshToken(),
                                null,
                                null,
                                grant.authorizedAt(),
                                grant.authorizedBy(),
                                grant.refreshedAt(),
                                null,
                                grant.sites()));

        assertThatThrownBy(custody::refresh)
                .isInstanceOf(AuthorizationLostException.class)
                .hasMessageContaining("another OAuth app (client id the-app-before)");
        assertThat(custody.stored().trouble()).as("it may be set back").isNull();
        assertThat(atlassian.control().requests("POST /oauth/token")).isZero();
    }

    @Test
    void aPairTheStoreDoesNotTakeIsHeldUntilItDoes() {
        Stumbling[] store = new Stumbling[1];
        try (Custody stumbling =
                custody(
                        clock,
                        real -> {
                            store[0] = new Stumbling(real);
                            return store[0];
                        })) {
            store[0].onWrite(
                    2,
                    () -> {
                        throw new UnavailableException("The disk is full.");
                    });
            assertThatThrownBy(stumbling::refresh)
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("the token store did not accept the new token");
            assertThat(refreshes()).isEqualTo(1);
            // Long after the old token became worthless.
            clock.advance(Duration.ofHours(2));

            Grant grant = stumbling.refresh();

            assertThat(refreshes()).isEqualTo(1);
            assertThat(stumbling.stored()).isEqualTo(grant);
            stumbling.refresh();
        }
    }

    @Test
    void whoeverSleptThroughItsLeaseTakesWhatAnotherStored() {
        Clock later = Clock.fixed(clock.instant().plusSeconds(61), ZoneOffset.UTC);
        Stumbling[] store = new Stumbling[1];
        try (Custody other = custody(later, same -> same);
                Custody sleepy =
                        custody(
                                clock,
                                real -> {
                                    store[0] = new Stumbling(real);
                                    return store[0];
                                })) {
            store[0].onWrite(2, other::refresh);

            Grant grant = sleepy.refresh();

            assertThat(grant).isEqualTo(other.stored());
        }
        assertThat(atlassian.control().tokens().familiesRevoked()).isZero();
    }

    /** A store that does something else before one of its writes, once. */
    private static final class Stumbling implements TokenStore {

        private final TokenStore store;
        private int write;
        private @Nullable Runnable instead;

        Stumbling(TokenStore store) {
            this.store = store;
        }

        void onWrite(int number, Runnable what) {
            write = number;
            instead = what;
        }

        @Override
        public boolean replace(SealedEntry entry) {
            Runnable what = instead;
            if (what != null && --write == 0) {
                instead = null;
                what.run();
            }
            return store.replace(entry);
        }

        @Override
        public Optional<SealedEntry> find(String id) {
            return store.find(id);
        }

        @Override
        public List<String> ids() {
            return store.ids();
        }

        @Override
        public void remove(String id) {
            store.remove(id);
        }

        @Override
        public boolean acquire(String id, String holder, Duration length) {
            return store.acquire(id, holder, length);
        }

        @Override
        public void release(String id, String holder) {
            store.release(id, holder);
        }
    }

    @Test
    void anIdleGrantIsKeptAliveForEver() {
        for (int day = 0; day < 400; day += 5) {
            clock.advance(Duration.ofDays(5));
            custody.care.look();
        }

        assertThat(custody.refresh()).isNotNull();
        assertThat(refreshes()).isBetween(35, 45);
    }

    @Test
    void withoutCareItLapsesAfterNinetyDaysAndIsToldAsThat() {
        clock.advance(Duration.ofDays(91));

        assertThatThrownBy(custody::refresh)
                .isInstanceOf(AuthorizationLostException.class)
                .hasMessageContaining("the refresh token was not used for 90 days");
    }

    @Test
    void revokedAccessThatIsGivenBackIsNoticed() {
        atlassian.control().revokeAccess();
        Revocations revocations = custody.revocations;
        assertThat(revocations.look(custody.stored(), custody.site()))
                .hasValueSatisfying(
                        sentence ->
                                assertThat(sentence)
                                        .contains("was revoked: its tokens still refresh"));
        custody.care.look();
        assertThat(custody.stored().trouble()).isNotNull();

        atlassian.control().restoreAccess();
        clock.advance(Duration.ofHours(2));
        custody.care.look();

        assertThat(custody.stored().trouble()).isNull();
        assertThat(custody.history.authorizations("demo", 9))
                .extracting(AuditEntry::kind)
                .contains(Kind.REVOKED, Kind.RESTORED);
    }

    @Test
    void aDenialOfOnePageIsNoRevocation() {
        assertThat(custody.revocations.look(custody.stored(), custody.site())).isEmpty();
        assertThat(custody.stored().trouble()).isNull();
    }

    @Test
    void theHistoryHasEveryRefreshAndTheFirstFailureOfARow() {
        custody.refresh();
        atlassian.control().faults(Fault.times(FaultKind.TOKEN_500, 3));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(custody::refresh).isInstanceOf(UnavailableException.class);
        }
        custody.refresh();

        assertThat(custody.history.authorizations("demo", 9))
                .extracting(AuditEntry::kind)
                .containsExactlyInAnyOrder(Kind.REFRESHED, Kind.REFRESH_FAILED, Kind.REFRESHED);
    }
}
