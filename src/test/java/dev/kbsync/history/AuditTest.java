package dev.kbsync.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.SettableClock;
import dev.kbsync.database.TestDatabase;
import dev.kbsync.history.AuditEntry.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class AuditTest {

    private final SettableClock clock = new SettableClock();
    @TempDir private Path folder;

    @AfterEach
    void nobodyIsLoggedIn() {
        SecurityContextHolder.clearContext();
    }

    private TestDatabase database(String kind) {
        return kind.equals("sqlite") ? TestDatabase.sqlite(folder) : TestDatabase.postgres(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void whatPeopleDidIsToldApartFromWhatHappensByItself(String kind) {
        try (TestDatabase database = database(kind)) {
            Audit audit = new Audit(database.jdbc(), clock);
            audit.record(Kind.SYNC_ORDERED, "demo", "full");
            clock.advance(Duration.ofMinutes(1));
            SecurityContextHolder.getContext()
                    .setAuthentication(new TestingAuthenticationToken("ann", "", "USER"));
            audit.record(Kind.KEPT, "demo", 2, List.of("11", "12"));
            audit.byUser(Kind.AUTHORIZED, "other", "atlassian", List.of("read:page"), "");
            audit.byItself(Kind.REFRESHED, "demo", "atlassian", List.of("read:page"), "");

            assertThat(told(audit.deeds("", 0, 9)))
                    .containsExactly(
                            "ann authorized other ",
                            "ann kept demo 2 pages: 11, 12",
                            "command line sync ordered demo full");
            assertThat(told(audit.deeds("demo", 1, 9)))
                    .containsExactly("command line sync ordered demo full");
            assertThat(audit.countDeeds("")).isEqualTo(3);
            assertThat(audit.countDeeds("other")).isEqualTo(1);
            assertThat(told(audit.authorizations("demo", 9)))
                    .containsExactly("kbsync refreshed demo ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void namesAndDetailsOfAnyLengthAreNoted(String kind) {
        try (TestDatabase database = database(kind)) {
            Audit audit = new Audit(database.jdbc(), clock);
            SecurityContextHolder.getContext()
                    .setAuthentication(new TestingAuthenticationToken("x".repeat(500), "", "U"));

            audit.record(Kind.DISMISSED, "demo", "y".repeat(10_000));

            assertThat(audit.deeds("", 0, 9))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.actor()).hasSize(100))
                    .satisfies(entry -> assertThat(entry.detail()).hasSize(500));
        }
    }

    private static Stream<String> told(List<AuditEntry> entries) {
        return entries.stream()
                .map(
                        entry ->
                                String.join(
                                        " ",
                                        entry.actor(),
                                        entry.kind().words(),
                                        entry.site(),
                                        entry.detail()));
    }
}
