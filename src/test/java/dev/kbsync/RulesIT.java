package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.ConsoleClient.Answer;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry;
import dev.kbsync.history.RunReport;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.Sites;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator sees on the console which rules hold, and what others would change. */
class RulesIT {

    @TempDir private Path folder;

    private final KnowledgeBase kb = new KnowledgeBase();
    private final int port = ConsoleClient.freePort();
    private Simulator atlassian;
    private SiteControl site;

    @BeforeEach
    void start() {
        atlassian = Simulator.start(SimulatorOptions.bare());
        site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        site.addSpace("OPS", "Operations");
    }

    @AfterEach
    void stop() {
        atlassian.close();
        kb.close();
    }

    private Instance.Builder instance() {
        return Instance.in(folder)
                .atlassian(atlassian)
                .site(atlassian.sites().get(0))
                .set("kbsync.deliver.to", "http")
                .set("kbsync.sinks.http.url", kb.url())
                .console(port);
    }

    /** The page that tells the effect, once it is known. */
    private static Answer propose(ConsoleClient console, Map<String, String> fields) {
        Answer form = console.get("/sites/demo/rules");
        Answer effect = console.submit(form, "#propose", fields);
        Answer[] page = {effect};
        Eventually.assertThat(
                () -> {
                    page[0] = console.get(effect.location().toString());
                    return !page[0].text().contains("Asking Confluence");
                });
        return page[0];
    }

    @Test
    void theEffectIsSeenBeforeItHolds() {
        String stays = site.addPage("ENG", "Stays", "<p>x</p>");
        String leaves = site.addPage("ENG", "Leaves <b>now</b>", "<p>x</p>");
        String below = site.addPage("ENG", "Below", "<p>x</p>", leaves);
        site.label(stays, "public");
        try (Instance kbsync =
                instance()
                        .set("kbsync.sites.demo.except.labels", "secret")
                        .set("kbsync.sites.demo.spaces", "")
                        .start()) {
            Sites sites = kbsync.bean(Sites.class);
            sites.chooseSpaces("demo", dev.kbsync.site.SpaceChoice.of(List.of("ENG")));
            kbsync.full();
            assertThat(kb.takePut()).hasSize(3);
            String comes = site.addPage("OPS", "Comes", "<p>x</p>");
            ConsoleClient console = new ConsoleClient(port).login();

            Answer before = console.get("/sites/demo/rules");
            assertThat(before.page().select("#in-force li").eachText())
                    .containsExactly(
                            "spaces = ENG from the console",
                            "except.labels = secret from kbsync.sites.demo.except.labels");
            assertThat(before.page().select("input[name=except.labels]").hasAttr("disabled"))
                    .isTrue();

            Answer effect =
                    propose(
                            console,
                            Map.of("spaces", "*", "except.below", leaves, "only.labels", ""));
            assertThat(effect.page().select("#comes-in li").eachText())
                    .as(effect.text())
                    .singleElement()
                    .asString()
                    .startsWith("Comes OPS");
            assertThat(effect.page().select("#goes-out li a").eachText())
                    .containsExactlyInAnyOrder("Leaves <b>now</b>", "Below");
            assertThat(effect.text()).contains("it is below page " + leaves);
            assertThat(kb.takePut()).isEmpty();
            assertThat(kb.takeDeleted()).isEmpty();
            assertThat(sites.get("demo").rule().except().below()).isEmpty();

            Answer done = console.submit(effect, "form[action*=/rules/]", Map.of());
            assertThat(done.text()).contains("The rules hold from now on");
            assertThat(sites.get("demo").rule().except().below()).containsExactly(leaves);
            assertThat(kbsync.bean(Audit.class).deeds("demo", 0, 10))
                    .anyMatch(
                            deed ->
                                    deed.kind() == AuditEntry.Kind.RULES_CHANGED
                                            && deed.detail().contains("except.below = " + leaves));
            kbsync.full();
            assertThat(kb.takePut()).containsExactly(comes);
            assertThat(kb.takeDeleted()).containsExactlyInAnyOrder(leaves, below);
            assertThat(console.get("/sites/demo/rules").page().select("#in-force").text())
                    .contains("except.below = " + leaves, "spaces = *");

            assertThat(
                            console.get("/sites/demo/rules?exclude=4711")
                                    .page()
                                    .select("input[name=except.below]")
                                    .val())
                    .as("proposed by the page of a document")
                    .isEqualTo(leaves + ", 4711");

            Answer again = console.submit(effect, "form[action*=/rules/]", Map.of());
            assertThat(again.text()).contains("The rules were changed meanwhile");
        }
    }

    @Test
    void whatIsSetWinsOverWhatWasChosen() {
        try (Instance kbsync = instance().start()) {
            kbsync.bean(Sites.class)
                    .chooseRules(
                            "demo",
                            dev.kbsync.site.SpaceChoice.ALL,
                            dev.kbsync.site.ChosenRules.of(
                                    Map.of("only.labels", "chosen", "except.labels", "draft")));
            assertThat(kbsync.bean(Sites.class).get("demo").rule().only().labels())
                    .containsExactly("chosen");
        }
        try (Instance kbsync = instance().set("kbsync.sites.demo.only.labels", "set").start()) {
            assertThat(kbsync.bean(Sites.class).get("demo").rule().only().labels())
                    .containsExactly("set");
            assertThat(kbsync.bean(Sites.class).get("demo").rule().except().labels())
                    .containsExactly("draft");
        }
    }

    @Test
    void whatConfluenceRefusesCannotBeConfirmed() {
        site.addPage("ENG", "Page", "<p>x</p>");
        try (Instance kbsync = instance().start()) {
            kbsync.full();
            ConsoleClient console = new ConsoleClient(port).login();

            Answer effect = propose(console, Map.of("cql", "colour = blue"));
            assertThat(effect.page().select("[role=alert]").text())
                    .contains("Confluence does not accept the CQL clause")
                    .endsWith("mend it on the console.");
            assertThat(effect.page().select("#confirm")).isEmpty();
            Answer forced =
                    console.submit(
                            console.get("/sites/demo/rules"),
                            "#propose",
                            Map.of("cql", "label = a) or (label = b"));
            assertThat(forced.page().select("[role=alert]").text())
                    .contains("a closing parenthesis has no opening one");
            assertThat(forced.page().select("#rule-cql").val()).contains("label = a) or");
            assertThat(console.get("/sites/demo/rules/nope").text()).contains("propose them again");
            assertThat(kbsync.bean(Sites.class).get("demo").rule().cql().isEmpty()).isTrue();
        }
    }

    @Test
    void aRuleThatMatchesNothingIsNamedByTheRunAndBeforeIt() {
        for (int i = 0; i < 12; i++) {
            site.addPage("ENG", "Page " + i, "<p>x</p>");
        }
        try (Instance kbsync = instance().set("kbsync.run.removals.count", 10).start()) {
            kbsync.full();
            kb.takePut();
            ConsoleClient console = new ConsoleClient(port).login();
            Answer effect = propose(console, Map.of("only.labels", "publik"));
            assertThat(effect.text())
                    .contains(
                            "The rule \"only.labels = publik\" (the console) matches no page.",
                            "12 wait for you to let them go");
            assertThat(effect.page().select("#waits li")).hasSize(12);

            console.submit(effect, "form[action*=/rules/]", Map.of());
            RunReport run = kbsync.full();
            assertThat(run.census().warnings())
                    .contains("The rule \"only.labels = publik\" (the console) matches no page.");
            assertThat(kb.takeDeleted()).isEmpty();
            assertThat(
                            kbsync.bean(WithheldReview.class)
                                    .count(
                                            kbsync.bean(Sites.class).get("demo").knownCloudId(),
                                            false))
                    .isEqualTo(12);
        }
    }

    @Test
    void nobodyChangesRulesFromElsewhere() {
        try (Instance kbsync = instance().start()) {
            ConsoleClient console = new ConsoleClient(port).login();
            assertThat(console.post("/sites/demo/rules", List.of("spaces=*")).status())
                    .isEqualTo(403);
            assertThat(new ConsoleClient(port).get("/sites/demo/rules").location().getPath())
                    .isEqualTo("/login");
            assertThat(console.get("/sites/nope/rules").status()).isEqualTo(404);
            assertThat(kbsync.bean(Sites.class).chosenRules("demo").values()).isEmpty();
        }
    }
}
