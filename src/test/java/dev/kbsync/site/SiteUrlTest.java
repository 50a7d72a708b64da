package dev.kbsync.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.atlassian.net, https://example.atlassian.net",
        "example.atlassian.net, https://example.atlassian.net",
        "' https://Example.Atlassian.NET/wiki/spaces/ENG/pages/1?x=y#z ', https://example.atlassian.net",
        "http://localhost:8502/wiki, http://localhost:8502",
        "https://Example.atlassian.net., https://example.atlassian.net",
        "https://example.atlassian.net:443/wiki, https://example.atlassian.net",
        "http://localhost:80, http://localhost",
    })
    void whatPeoplePasteBecomesTheSite(String typed, String site) {
        assertThat(SiteUrl.parse(typed)).isEqualTo(URI.create(site));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://example.atlassian.net",
                "ftp://example.atlassian.net",
                "https://user:secret@example.atlassian.net",
                "https://",
                "not a url",
                "javascript:alert(1)",
                "https://example.atlassian.net:99999",
                "https://example.atlassian.net:0",
                "https://example.atlassian.net:99999999999",
                "https://example..atlassian.net",
                "https://example.atlassian.net..",
                "https://user:secret@exa mple.atlassian.net"
            })
    void whatCannotBeASiteIsToldWithTheRightForm(String typed) {
        assertThatThrownBy(() -> SiteUrl.parse(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://example.atlassian.net")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 254, 1_000_000})
    void aHostNameThatCannotBeOneIsToldInOneShortSentence(int length) {
        for (String host : List.of("a".repeat(length), "ab.".repeat(length / 3 + 80) + "net")) {
            assertThatThrownBy(() -> SiteUrl.parse("https://" + host))
                    .isInstanceOf(IllegalArgumentException.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("https://example.atlassian.net")
                    .hasSizeLessThan(350);
        }
    }

    @Test
    void aNameIsShortEnoughForANumberBehindIt() {
        assertThat(SiteUrl.nameOf(URI.create("https://" + "a".repeat(63) + ".atlassian.net")))
                .isEqualTo("a".repeat(50));
        assertThat(SiteUrl.nameOf(URI.create("https://" + "a-".repeat(31) + "a.atlassian.net")))
                .isEqualTo("a-".repeat(24) + "a");
    }

    @Test
    void aSiteIsNamedAfterItsHost() {
        assertThat(SiteUrl.nameOf(URI.create("https://my-company.atlassian.net")))
                .isEqualTo("my-company");
        assertThat(SiteUrl.nameOf(URI.create("http://127.0.0.1:8502"))).isEqualTo("localhost");
    }
}
