package dev.kbsync.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
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
                "javascript:alert(1)"
            })
    void whatCannotBeASiteIsToldWithTheRightForm(String typed) {
        assertThatThrownBy(() -> SiteUrl.parse(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://example.atlassian.net")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aSiteIsNamedAfterItsHost() {
        assertThat(SiteUrl.nameOf(URI.create("https://my-company.atlassian.net")))
                .isEqualTo("my-company");
        assertThat(SiteUrl.nameOf(URI.create("http://127.0.0.1:8502"))).isEqualTo("localhost");
    }
}
