package dev.kbsync.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient;
import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.Instance;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Sites;
import dev.kbsync.site.SpaceChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A stored credential is sent to the address it was given for, and to no other. */
class CredentialsOfAnAddressIT {

    @TempDir private Path folder;
    private final int port = ConsoleClient.freePort();
    private Simulator old;
    private Simulator other;

    @BeforeEach
    void start() {
        old = Simulator.start(new SimulatorOptions().port(0).indexDelay(Duration.ZERO));
        other = Simulator.start(new SimulatorOptions().port(0).indexDelay(Duration.ZERO));
    }

    @AfterEach
    void stop() {
        old.close();
        other.close();
    }

    private Instance.Builder at(Simulator atlassian) {
        return Instance.in(folder)
                .atlassian(old)
                .console(port)
                .set("kbsync.sites.demo.url", atlassian.sites().get(0).url())
                .set("kbsync.sites.demo.spaces", "HANDBOOK");
    }

    private static Answer enterToken(ConsoleClient console, String site) {
        return console.submit(
                console.get("/sites/" + site),
                "form[action$=/api-token]",
                Map.of("email", "bot@example.com", "token", "simulator-token"));
    }

    @Test
    void anApiTokenIsNotSentToAnotherHostAndComesBackWithTheOldOne() {
        try (Instance kbsync = at(old).start()) {
            enterToken(new ConsoleClient(port).login(), "demo");
            assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
        }
        try (Instance kbsync = at(other).start()) {
            RunReport refused = kbsync.changes();

            assertThat(refused.state()).isEqualTo(State.REFUSED);
            assertThat(refused.problem())
                    .contains(
                            "was given for " + old.url() + " and is not sent to " + other.url(),
                            "authorize the site again",
                            "http://localhost:" + port + "/sites/demo");
            ConsoleClient console = new ConsoleClient(port).login();
            assertThat(console.get("/sites/demo").text())
                    .contains("Not authorized for this URL", "was given for " + old.url());
            console.get("/sites/demo/spaces");
            assertThat(requests(other)).isZero();
            assertThat(console.basic("/actuator/health").body()).contains("\"status\":\"DOWN\"");
        }
        try (Instance kbsync = at(old).start()) {
            assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
        }
    }

    @Test
    void aTokenEnteredForTheNewHostIsSentThere() {
        try (Instance kbsync = at(old).start()) {
            enterToken(new ConsoleClient(kbsync.port()).login(), "demo");
        }
        try (Instance kbsync = at(other).start()) {
            Answer page = enterToken(new ConsoleClient(port).login(), "demo");

            assertThat(page.text()).contains("Using legacy API token").doesNotContain("given for");
            assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
        }
    }

    @Test
    void aGrantOfAnotherAddressWaitsForAPersonAndComesBackWithTheOldOne() {
        try (Instance kbsync = at(old).start()) {
            ConsoleClient console = new ConsoleClient(port).login();
            console.accept(console.authorize("demo"));
            assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
        }
        try (Instance kbsync = at(other).start()) {
            assertThat(kbsync.changes().problem())
                    .contains("was given for " + old.url(), "authorize the site again")
                    .doesNotContain("cloud id is not known");
            ConsoleClient console = new ConsoleClient(port).login();
            assertThat(console.basic("/actuator/health").body()).contains("\"status\":\"DOWN\"");
            assertThat(requests(other)).isZero();
        }
        try (Instance kbsync = at(old).start()) {
            assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
        }
    }

    @Test
    void aSiteAddedUnderANameThatWasInUseDoesNotInheritItsCredential() {
        try (Instance kbsync =
                at(old).set("kbsync.sites.localhost.url", other.sites().get(0).url()).start()) {
            enterToken(new ConsoleClient(kbsync.port()).login(), "localhost");
        }
        Simulator third = Simulator.start(new SimulatorOptions().port(0).indexDelay(Duration.ZERO));
        try (Instance kbsync = at(old).start()) {
            ConsoleClient console = new ConsoleClient(port).login();
            Answer added =
                    console.submit(
                            console.get("/"),
                            "form[action=/sites]",
                            Map.of("url", third.sites().get(0).url()));
            assertThat(added.location().getPath()).isEqualTo("/sites/localhost");
            kbsync.bean(Sites.class).chooseSpaces("localhost", SpaceChoice.ALL);

            RunReport report = kbsync.run("localhost", RunKind.CHANGES);

            assertThat(report.problem())
                    .contains("was given for " + other.url() + " and is not sent to");
            assertThat(requests(third)).isZero();
        } finally {
            third.close();
        }
    }

    @Test
    void anotherAtlassianSiteUnderTheSameAddressIsAnotherSite() {
        try (Instance kbsync = at(old).start()) {
            enterToken(new ConsoleClient(port).login(), "demo");
            kbsync.changes();
            kbsync.bean(Sites.class).rememberCloudId("demo", "another-tenant");

            assertThat(kbsync.changes().problem())
                    .contains("with the cloud id " + old.sites().get(0).cloudId());
        }
    }

    @Test
    void theCredentialsOfEarlierVersionsBelongToTheAddressTheyWereUsedWith() {
        try (Instance kbsync = at(old).start()) {
            ConsoleClient console = new ConsoleClient(port).login();
            console.accept(console.authorize("demo"));
            enterToken(console, "demo");
            kbsync.changes();
            JdbcClient jdbc = kbsync.bean(JdbcClient.class);
            for (String kind : List.of("grant", "token")) {
                for (String column : List.of("url", "cloud_id")) {
                    jdbc.sql("alter table site_credential drop column " + kind + "_" + column)
                            .update();
                }
            }
            // Later ones as well.
            for (String undo :
                    List.of(
                            "alter table ledger_page add column paths text not null default ''",
                            "drop index ledger_sink_doubted",
                            "drop table queue_failure",
                            "drop table queue_document",
                            "drop table queue_partition",
                            "drop index ledger_sink_by_sink",
                            "drop index ledger_sink_doubted_by_sink",
                            "alter table ledger_sink drop column paths",
                            "drop table sink_target",
                            "drop table ledger_parked",
                            "drop table let_go",
                            "drop table sink_document",
                            "drop table document_tokens",
                            "drop table late_delivery",
                            "alter table lease drop column fence",
                            "drop table automation_token",
                            "drop table run_page",
                            "alter table site drop column picked",
                            "alter table withheld drop column approved",
                            "alter table ledger_page drop column labels",
                            "alter table ledger_page drop column above",
                            "alter table site drop column rules",
                            "drop index audit_by_time",
                            "drop index audit_by_site",
                            "alter table audit rename to credential_event",
                            "create index credential_event_by_site on credential_event (site, at)")) {
                jdbc.sql(undo).update();
            }
            jdbc.sql("delete from flyway_schema_history where version not in ('1', '2', '3')")
                    .update();
        }
        try (Instance kbsync = at(other).start()) {
            assertThat(kbsync.changes().problem()).contains("was given for " + old.url());
            assertThat(requests(other)).isZero();
        }
        try (Instance kbsync = at(old).start()) {
            assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
            assertThat(new ConsoleClient(port).login().get("/sites/demo").text())
                    .contains("Using legacy API token", "Use OAuth");
        }
    }

    @Test
    void anotherSpellingOfTheAddressIsTheSameAddress() {
        try (Instance kbsync = at(old).start()) {
            enterToken(new ConsoleClient(kbsync.port()).login(), "demo");
        }
        String spelled = old.sites().get(0).url().replace("localhost", "LOCALHOST.");
        try (Instance kbsync = at(old).set("kbsync.sites.demo.url", spelled + "/wiki").start()) {
            assertThat(kbsync.changes().state()).isEqualTo(State.COMPLETE);
        }
    }

    private static int requests(Simulator atlassian) {
        return atlassian.control().stats().path("requests").size();
    }
}
