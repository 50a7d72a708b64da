package dev.kbsync.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.egress.EgressProperties.Proxy;
import dev.kbsync.site.Secret;
import dev.kbsync.site.SetupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/** Which proxy leads to which host. */
class ProxiesTest {

    private static final Proxy NONE = new Proxy("", 0, "", Secret.NONE, "");

    private final MockEnvironment environment = new MockEnvironment();

    private String to(Proxy settings, String scheme, String host) {
        ProxyServer proxy =
                new Proxies(settings, environment)
                        .to(scheme, host, scheme.equals("http") ? 80 : 443);
        return proxy == null ? "direct" : proxy.name() + " " + proxy.username();
    }

    @Test
    void theSettingComesBeforeTheEnvironment() {
        environment.setProperty("HTTPS_PROXY", "http://other:1");
        Proxy settings = new Proxy("proxy.example.com", 3128, "me", new Secret("x"), "");

        assertThat(to(settings, "https", "example.org")).isEqualTo("proxy.example.com:3128 me");
        assertThat(to(settings, "http", "example.org")).isEqualTo("proxy.example.com:3128 me");
    }

    @Test
    void anAddressMayStandInThePlaceOfTheHost() {
        Proxy settings = new Proxy("http://u:p@proxy:8080/", 0, "", Secret.NONE, "");

        assertThat(to(settings, "https", "example.org")).isEqualTo("proxy:8080 u");
    }

    @Test
    void theEnvironmentNamesAProxyForEachScheme() {
        environment.setProperty("https_proxy", "secure:1");
        environment.setProperty("HTTP_PROXY", "http://plain:2");
        environment.setProperty("NO_PROXY", "example.net");

        assertThat(to(NONE, "https", "example.org")).isEqualTo("secure:1 ");
        assertThat(to(NONE, "http", "example.org")).isEqualTo("plain:2 ");
        assertThat(to(NONE, "http", "www.example.net")).isEqualTo("direct");
    }

    @Test
    void theExceptionsOfTheSettingComeBeforeThoseOfTheEnvironment() {
        environment.setProperty("no_proxy", "example.net");
        Proxy settings = new Proxy("proxy", 1, "", Secret.NONE, "example.org");

        assertThat(to(settings, "https", "example.org")).isEqualTo("direct");
        assertThat(to(settings, "https", "example.net")).isEqualTo("proxy:1 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://proxy:1080", "http://", "http://us er:secret@proxy"})
    void whatIsNoProxyIsToldWithoutItsText(String text) {
        environment.setProperty("HTTPS_PROXY", text);

        assertThatThrownBy(() -> to(NONE, "https", "example.org"))
                .isInstanceOf(SetupException.class)
                .hasMessageStartingWith("HTTPS_PROXY is not the address of an HTTP proxy")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aMissingPortIsTold() {
        Proxy settings = new Proxy("proxy", 0, "", Secret.NONE, "");

        assertThatThrownBy(() -> to(settings, "https", "example.org"))
                .hasMessageContaining("kbsync.egress.proxy.port is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "example.org,         example.org,      443, true",
        "example.org,         www.example.org,  443, true",
        "example.org,         notexample.org,   443, false",
        ".example.org,        example.org,      443, true",
        ".example.org,        a.b.example.org,  443, true",
        "*.example.org,       www.example.org,  443, true",
        "*.example.org,       example.com,      443, false",
        "EXAMPLE.org,         Example.ORG.,     443, true",
        "example.org:8443,    example.org,      8443, true",
        "example.org:8443,    example.org,      443, false",
        ".example.org:8443,   www.example.org,  8443, true",
        "a.org b.org,         b.org,            443, true",
        "10.0.0.0/8,          10.1.2.3,         443, true",
        "10.0.0.0/8,          11.1.2.3,         443, false",
        "192.168.16.0/20,     192.168.31.9,     443, true",
        "192.168.16.0/20,     192.168.32.9,     443, false",
        "10.0.0.0/8,          ten.example.org,  443, false",
        "10.1.2.3,            10.1.2.3,         443, true",
        "1.2.3,               10.1.2.3,         443, false",
        "fd00::/8,            [fd12::1],        443, true",
        "[fd12::1]:8443,      [fd12::1],        8443, true",
        "[fd12::1]:8443,      [fd12::1],        443, false",
        "*,                   example.org,      443, true",
        "none.example,        localhost,        8501, true",
        "none.example,        app.localhost,    80, true",
        "none.example,        127.0.0.9,        80, true",
        "none.example,        [::1],            80, true",
        "none.example,        10.0.0.1,         80, false",
    })
    void exceptionsAreReachedDirectly(String list, String host, int port, boolean direct) {
        assertThat(new ProxyExceptions(list).contains(host, port)).isEqualTo(direct);
    }
}
