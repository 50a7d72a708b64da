package dev.kbsync.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kbsync.Eventually;
import dev.kbsync.Instance;
import dev.kbsync.KnowledgeBase;
import dev.kbsync.authorize.grant.AuthorizationLost;
import dev.kbsync.authorize.grant.GrantLostException;
import dev.kbsync.authorize.grant.GrantedSites;
import dev.kbsync.authorize.grant.TokenClient;
import dev.kbsync.egress.TestAuthority;
import dev.kbsync.egress.TestProxy;
import dev.kbsync.egress.TlsFront;
import dev.kbsync.history.RunReport;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import dev.kbsync.site.Secret;
import dev.kbsync.state.LostWebhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * The whole application behind a proxy that alone can resolve names, before servers whose
 * certificates an organization signed itself.
 */
@ExtendWith(OutputCaptureExtension.class)
class EgressIT {

    private static final String[] HOSTS = {
        "acme.test", "auth.test", "api.test", "media.test", "kb.test", "hook.test"
    };

    @TempDir private Path folder;
    private final KnowledgeBase sink = new KnowledgeBase();
    private final TestProxy proxy = new TestProxy();
    private TestAuthority authority;
    private TlsFront front;
    private Simulator atlassian;
    private String page;

    @BeforeEach
    void start() throws Exception {
        authority = TestAuthority.in(folder, HOSTS);
        atlassian = Simulator.start(SimulatorOptions.bare());
        front = new TlsFront(authority.server());
        for (String host : HOSTS) {
            front.serve(host, atlassian.url());
            proxy.knows(host, front.port());
        }
        front.serve("kb.test", sink.url().replace("/kb/", ""))
                .rewrite(
                        "http://127.0.0.1:" + URI.create(atlassian.url()).getPort(),
                        "https://media.test");
        SiteControl site = atlassian.control().site();
        site.addSpace("ENG", "Engineering");
        page = site.addPage("ENG", "Page", "<p>x</p>");
        site.attach(page, "a.txt", "text/plain", "Text of the file".getBytes(UTF_8));
    }

    @AfterEach
    void stop() {
        atlassian.close();
        front.close();
        proxy.close();
        sink.close();
    }

    private Instance.Builder instance() {
        return Instance.in(folder.resolve("kbsync"))
                .atlassian(atlassian)
                .site(atlassian.sites().get(0))
                .set("kbsync.sites.demo.url", "https://acme.test")
                .set("kbsync.sites.demo.attachments", "text")
                .set("kbsync.atlassian.auth-url", "https://auth.test")
                .set("kbsync.atlassian.api-url", "https://api.test")
                .set("kbsync.care.webhook", "https://hook.test/told?token=hook-secret")
                .set("kbsync.deliver.to", "http,file")
                .set("kbsync.deliver.http.url", "https://kb.test/kb/")
                .set("kbsync.failures.retries", "0")
                .set("kbsync.confluence.retries", "0");
    }

    private Instance.Builder trusting() throws Exception {
        return instance().set("kbsync.egress.ca-certificates", authority.pem());
    }

    @Test
    void everythingThatLeavesGoesThroughTheProxyAndTrustsTheAuthority() throws Exception {
        proxy.asksFor("egress", "proxy-secret");
        try (Instance kbsync =
                trusting()
                        .set("kbsync.egress.proxy.host", "localhost")
                        .set("kbsync.egress.proxy.port", proxy.port())
                        .set("kbsync.egress.proxy.username", "egress")
                        .set("kbsync.egress.proxy.password", "proxy-secret")
                        .start()) {
            assertAllGoesThrough(kbsync);
        }
        assertThat(front.headers()).isNotEmpty().noneMatch(header -> header.contains("proxy"));
    }

    @Test
    void theUsualEnvironmentVariablesWillDo() throws Exception {
        proxy.asksFor("eg@ress", "proxy+secret");
        try (Instance kbsync =
                trusting()
                        .set(
                                "https_proxy",
                                "http://eg%40ress:proxy+secret@localhost:" + proxy.port())
                        .start()) {
            assertAllGoesThrough(kbsync);
        }
    }

    @Test
    void aSinkWithoutTlsGetsWholeDocumentsThroughAProxyThatAsksForAPassword() throws Exception {
        proxy.asksFor("egress", "proxy-secret")
                .knows("plain.test", URI.create(sink.url()).getPort());
        String address = "http://egress:proxy-secret@localhost:" + proxy.port();
        try (Instance kbsync =
                trusting()
                        .set("HTTPS_PROXY", address)
                        .set("HTTP_PROXY", address)
                        .set("kbsync.deliver.http.url", "http://plain.test/kb")
                        .start()) {
            assertThat(kbsync.changes().good()).isTrue();
            assertThat(sink.takePut()).contains(page);
            assertThat(proxy.requests())
                    .anyMatch(line -> line.startsWith("PUT http://plain.test/"));
        }
    }

    private void assertAllGoesThrough(Instance kbsync) {
        RunReport run = kbsync.changes();
        assertThat(run.problem()).isEmpty();
        assertThat(run.good()).isTrue();
        assertThat(run.total().delivered()).as("the page and its file").isEqualTo(2);
        assertThat(sink.takePut()).contains(page);
        // A refresh token that nobody knows: the authorization server itself says so.
        assertThat(catchThrowable(() -> refresh(kbsync))).isInstanceOf(GrantLostException.class);
        assertThat(kbsync.bean(GrantedSites.class).of(new Secret("unknown"))).isEmpty();
        lose(kbsync);
        Eventually.assertThat(() -> hosts().contains("hook.test:443"));
        assertThat(hosts())
                .containsExactly(
                        "acme.test:443",
                        "api.test:443",
                        "auth.test:443",
                        "hook.test:443",
                        "kb.test:443",
                        "media.test:443");
    }

    private static void refresh(Instance kbsync) {
        OAuthApp app =
                kbsync.bean(OAuthApps.class)
                        .byId(kbsync.bean(OAuthApps.class).idFor("demo"))
                        .orElseThrow();
        kbsync.bean(TokenClient.class).refresh(app, new Secret("unknown"));
    }

    private static void lose(Instance kbsync) {
        try {
            kbsync.bean(LostWebhook.class)
                    .lost(new AuthorizationLost(List.of("demo"), "Lost.", "http://localhost/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> hosts() {
        Set<String> hosts = new TreeSet<>();
        proxy.requests().forEach(line -> hosts.add(line.split(" ", -1)[1]));
        return hosts;
    }

    @Test
    void aProxyThatRefusesThePasswordIsNamedAndNotAskedAgain(CapturedOutput log) throws Exception {
        proxy.asksFor("egress", "right");
        try (Instance kbsync =
                trusting()
                        .set("kbsync.egress.proxy.host", "localhost")
                        .set("kbsync.egress.proxy.port", proxy.port())
                        .set("kbsync.egress.proxy.username", "egress")
                        .set("kbsync.egress.proxy.password", "wrong-secret")
                        .set("kbsync.confluence.retries", "4")
                        .start()) {
            String sentence =
                    "The proxy localhost:%d refuses the user name or password (407); check kbsync.egress.proxy.username and kbsync.egress.proxy.password."
                            .formatted(proxy.port());
            assertThat(kbsync.changes().problem()).contains(sentence);
            assertThat(proxy.requests()).as("accounts are locked after few tries").hasSize(1);
            assertThat(catchThrowable(() -> refresh(kbsync)))
                    .isInstanceOf(TokenClient.NotSentException.class)
                    .hasMessageContaining(sentence);
            assertThat(catchThrowable(() -> kbsync.bean(GrantedSites.class).of(new Secret("x"))))
                    .hasMessageContaining(sentence);
            lose(kbsync);
            Eventually.assertThat(() -> log.getAll().contains("failed: The proxy"));
        }
        assertThat(log.getAll()).doesNotContain("wrong-secret", "hook-secret");
    }

    @Test
    void whatAProxyAnswersIsNotTakenForTheHostsAnswer() throws Exception {
        try (Instance kbsync =
                trusting()
                        .set("kbsync.sites.demo.url", "https://unknown.test")
                        .set("HTTPS_PROXY", "localhost:" + proxy.port())
                        .start()) {
            assertThat(kbsync.changes().problem())
                    .contains(
                            "The proxy localhost:%d does not connect to unknown.test:443 (502)"
                                    .formatted(proxy.port()));
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws Exception {
        proxy.close();
        try (Instance kbsync =
                trusting().set("HTTPS_PROXY", "http://localhost:" + proxy.port()).start()) {
            assertThat(kbsync.changes().problem())
                    .contains("The proxy localhost:%d cannot be reached".formatted(proxy.port()));
        }
    }

    @Test
    void anAuthorityThatIsNotTrustedIsToldWithTheSetting() {
        try (Instance kbsync =
                instance().set("HTTPS_PROXY", "http://localhost:" + proxy.port()).start()) {
            String sentence =
                    "is signed by an authority that is not trusted here; if your organization has a"
                            + " certificate authority of its own, name its PEM file in"
                            + " kbsync.egress.ca-certificates.";
            assertThat(kbsync.changes().problem())
                    .contains("The certificate of acme.test " + sentence);
            assertThat(catchThrowable(() -> refresh(kbsync)))
                    .isInstanceOf(TokenClient.NotSentException.class)
                    .hasMessageContaining("The certificate of auth.test " + sentence);
        }
    }
}
