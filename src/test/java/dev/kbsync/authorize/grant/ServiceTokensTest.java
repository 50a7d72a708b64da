package dev.kbsync.authorize.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.SettableClock;
import dev.kbsync.confluence.failure.AuthorizationLostException;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.history.AuditEntry;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.vault.store.TestStores.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access tokens of a service account: one at a time, ahead of time, and what refuses them. */
class ServiceTokensTest {

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private Simulator atlassian;
    private Custody custody;

    @BeforeEach
    void start() {
        atlassian =
                Simulator.start(
                        new SimulatorOptions().port(0).indexDelay(Duration.ZERO).clock(clock));
        custody = custody();
    }

    @AfterEach
    void stop() {
        custody.close();
        atlassian.close();
    }

    private Custody custody() {
        return new Custody(new Place("file", folder, ""), atlassian.url(), clock);
    }

    private ServiceToken token() {
        return custody.services.valid("demo");
    }

    private int issued() {
        return atlassian.control().tokens().issued();
    }

    private List<Kind> history() {
        return custody.history.authorizations("demo", 20).stream().map(AuditEntry::kind).toList();
    }

    @Test
    void oneTokenServesUntilFiveMinutesBeforeItsEnd() {
        ServiceToken first = token();
        clock.advance(Duration.ofMinutes(54));
        assertThat(token()).isEqualTo(first);
        clock.advance(Duration.ofMinutes(1));

        ServiceToken second = token();

        assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
        assertThat(second.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        assertThat(second.scopes()).contains("search:confluence");
        assertThat(issued()).isEqualTo(2);
        assertThat(history()).containsExactly(Kind.REFRESHED, Kind.REFRESHED);
    }

    @Test
    void manyWhoNeedOneAskForOne() throws Exception {
        Set<ServiceToken> tokens = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Custody other = custody()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Custody process = i % 2 == 0 ? custody : other;
                all.add(threads.submit(() -> tokens.add(process.services.valid("demo"))));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(tokens).hasSize(1);
        assertThat(issued()).isEqualTo(1);
    }

    @Test
    void aRefusedTokenIsReplacedOnceHoweverManyWereRefused() {
        ServiceToken stale = token();
        atlassian.control().expireAccessTokens();

        ServiceToken fresh = custody.services.another("demo", stale.authorization());
        ServiceToken same = custody.services.another("demo", stale.authorization());

        assertThat(fresh.accessToken()).isNotEqualTo(stale.accessToken());
        assertThat(same).isEqualTo(fresh);
        assertThat(issued()).isEqualTo(2);
    }

    @Test
    void aTokenThatWasStoredBeforeARestartIsUsed() {
        ServiceToken before = token();
        custody.close();
        custody = custody();

        assertThat(token()).isEqualTo(before);
    }

    @Test
    void nothingOfItIsStoredInTheClear() throws IOException {
        String secret = token().accessToken().value();

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .isNotEmpty()
                    .allSatisfy(
                            file ->
                                    assertThat(Files.readAllBytes(file))
                                            .asString()
                                            .doesNotContain(secret, "simulator-service-secret"));
        }
        assertThat(token().toString()).doesNotContain(secret, "simulator-service-secret");
    }

    @Test
    void aRevokedCredentialIsToldOnceAndNotAskedForAgainAtOnce() {
        token();
        atlassian.control().revokeServiceAccount(true);
        clock.advance(Duration.ofMinutes(56));

        assertThatThrownBy(this::token)
                .isInstanceOf(AuthorizationLostException.class)
                .hasMessageContainingAll(
                        "does not accept the service account of \"demo\"",
                        "simulator-service-client",
                        "create another OAuth 2.0 credential",
                        "http://localhost:8501/sites/demo")
                .hasMessageNotContaining("simulator-service-secret");
        atlassian.control().revokeServiceAccount(false);
        assertThatThrownBy(this::token).isInstanceOf(AuthorizationLostException.class);
        assertThat(custody.services.lost("demo")).isPresent();

        assertThat(custody.lost).hasSize(1);
        assertThat(history()).containsOnlyOnce(Kind.LOST);
    }

    @Test
    void aServerTriesARefusedCredentialAgainAndTellsWhenItWorks() {
        atlassian.control().revokeServiceAccount(true);
        assertThatThrownBy(this::token).isInstanceOf(AuthorizationLostException.class);
        clock.advance(Duration.ofMinutes(11));
        custody.care.look();
        clock.advance(Duration.ofMinutes(5));
        assertThat(custody.services.lost("demo")).as("refused once more").isPresent();
        assertThat(history()).containsExactly(Kind.LOST);

        atlassian.control().revokeServiceAccount(false);
        clock.advance(Duration.ofMinutes(6));
        custody.care.look();

        assertThat(custody.services.lost("demo")).isEmpty();
        assertThat(custody.services.problem("demo")).isEmpty();
        assertThat(history()).containsExactly(Kind.RESTORED, Kind.LOST);
    }

    @Test
    void aCommandTriesARefusedCredentialAgainAfterAWhile() {
        atlassian.control().revokeServiceAccount(true);
        assertThatThrownBy(this::token).isInstanceOf(AuthorizationLostException.class);
        atlassian.control().revokeServiceAccount(false);
        clock.advance(Duration.ofMinutes(15));

        assertThat(custody.services.lost("demo")).isEmpty();
        assertThat(token().refusal()).isNull();
    }

    @Test
    void anEndpointThatIsDownIsNoRefusal() {
        atlassian.control().faults(Fault.always(FaultKind.TOKEN_500));
        assertThatThrownBy(this::token).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(this::token).isInstanceOf(UnavailableException.class);
        assertThat(custody.services.lost("demo")).isEmpty();
        assertThat(custody.services.problem("demo")).contains("Token not refreshing", "500");
        assertThat(history()).containsExactly(Kind.REFRESH_FAILED);

        atlassian.control().clearFaults();
        token();

        assertThat(custody.services.problem("demo")).isEmpty();
    }

    @Test
    void aFailureThatAnotherProcessHasOvercomeIsNotToldAnyMore() {
        atlassian.control().faults(Fault.always(FaultKind.TOKEN_500));
        assertThatThrownBy(this::token).isInstanceOf(UnavailableException.class);
        atlassian.control().clearFaults();

        try (Custody other = custody()) {
            other.services.valid("demo");
        }

        assertThat(custody.services.problem("demo")).isEmpty();
    }

    @Test
    void aMissingScopeIsToldWithItsRemedy() {
        atlassian.control().serviceAccountScopes(List.of("read:confluence-content.all"));
        token();

        assertThat(custody.services.problem("demo"))
                .contains(
                        "Insufficient permissions",
                        "lacks search:confluence",
                        "create another one");
    }
}
