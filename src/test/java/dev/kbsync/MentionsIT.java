package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.content.Account;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Change;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.rest.ApiTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages mention people by their accounts; documents do by their names. */
class MentionsIT {

    private static final String BULK = "GET /wiki/rest/api/user/bulk";
    private static final Set<String> USUAL =
            Set.of("read:confluence-content.all", "search:confluence");

    private static final String MEI = Accounts.MEI.accountId();

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();
    private final Simulator atlassian =
            Simulator.start(SimulatorOptions.bare().tokenScopes(USUAL).clock(clock));
    private final SiteControl site = atlassian.control().site();

    @BeforeEach
    void start() {
        site.addSpace("ENG", "Engineering");
    }

    /** With a token that may do anything, or one with the usual scopes. */
    private Instance kbsync(boolean scoped) {
        Instance.Builder instance =
                Instance.in(folder).clock(clock).atlassian(atlassian).site(site.site());
        if (scoped) {
            instance.set("kbsync.sites.demo.api-token", ApiTokens.SCOPED)
                    .set("kbsync.sites.demo.api-token-scoped", "true");
        }
        return instance.start();
    }

    @AfterEach
    void stop() {
        atlassian.close();
    }

    @Test
    void namesAreAskedForOnce() {
        String page = site.addPage("ENG", "Page", mention(Accounts.MEI) + mention(Accounts.TOM));
        String other = site.addPage("ENG", "Other", mention(Accounts.MEI) + mention("nobody"));
        try (Instance kbsync = kbsync(false)) {
            kbsync.changes();
            assertThat(kbsync.file(page)).contains("@Mei Lindqvist", "@Tom Okafor");
            assertThat(kbsync.file(other)).contains("@Mei Lindqvist", "[@user](");

            clock.advance(Duration.ofMinutes(5));
            site.edit(other, mention(Accounts.TOM) + mention("nobody"));
            kbsync.changes();

            assertThat(kbsync.file(other)).contains("@Tom Okafor");
            assertThat(atlassian.control().requests(BULK)).isEqualTo(1);
        }
    }

    @Test
    void withoutTheScopeTheNamesOfWritersAreKnown() {
        String page = site.addPage("ENG", "Page", mention(Accounts.MEI) + mention(Accounts.OWN));
        String other = site.addPage("ENG", "Other", "<p>o</p>");
        try (Instance kbsync = kbsync(true)) {
            kbsync.changes();
            assertThat(kbsync.file(page)).contains("[@user](", "@Robin Sato");

            clock.advance(Duration.ofMinutes(5));
            site.change(other, new Change(null, "<p>n</p>", null, null, false, true, "", MEI));

            assertThat(kbsync.changes().total().delivered()).isEqualTo(2);
            assertThat(kbsync.file(page)).contains("@Mei Lindqvist");
            assertThat(kbsync.full().total().delivered()).isZero();
        }
    }

    @Test
    void namesThatAreNotToBeHadHoldNothingUp() {
        atlassian
                .control()
                .faults(
                        new Fault(
                                FaultKind.BAD_GATEWAY,
                                JsonNodeFactory.instance.objectNode().put("path", "user/bulk")));
        String page = site.addPage("ENG", "Page", mention(Accounts.MEI));
        try (Instance kbsync = kbsync(false)) {
            assertThat(kbsync.changes().good()).isTrue();
            assertThat(kbsync.file(page)).contains("[@user](");
        }
    }

    private static String mention(Account account) {
        return mention(account.accountId());
    }

    private static String mention(String account) {
        return "<p><ac:link><ri:user ri:account-id=\"" + account + "\" /></ac:link></p>";
    }
}
