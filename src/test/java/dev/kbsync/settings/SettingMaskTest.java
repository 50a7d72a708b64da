package dev.kbsync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingMaskTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kbsync.data.password",
                "kbsync.oauth.client-secret",
                "kbsync.oauth.apps.partner.client-secret",
                "kbsync.sites.demo.api-token",
                "KBSYNC_SITES_DEMO_API_TOKEN",
                "kbsync.vault.key",
                "kbsync.vault.old-keys[0]",
                "kbsync.care.webhook",
                "kbsync.sinks.mine.access-key",
                "CONFLUENCE_OAUTH_CLIENT_SECRET"
            })
    void theNameTellsThatAValueIsSecret(String name) {
        assertThat(SettingMask.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kbsync.chunk.tokens",
                "kbsync.site.api-token-scoped",
                "kbsync.vault.key-file",
                "kbsync.oauth.client-id",
                "kbsync.tokens.store"
            })
    void othersAreShown(String name) {
        assertThat(SettingMask.isSecret(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://user:pass@kb.example.com/x | https://****@kb.example.com/x",
                "https://user:p@ss/w@rd@kb.example.com | https://****@kb.example.com",
                "redis://:pass@localhost:6379/0 | redis://****@localhost:6379/0",
                "https://kb.example.com/x?api=pass | https://kb.example.com/x?****",
                "jdbc:postgresql://db/kb?user=a&password=b | jdbc:postgresql://db/kb?****",
                "Bearer abc.def | Bearer ****",
                "x required username=a password=\"b c\"; | x required username=a password=**** ;",
                "see hush-hush here | see **** here",
                "see hush-hush-too here | see **** here",
                "0 0/5 * * * ? | 0 0/5 * * * ?",
                "https://kb.example.com/x | https://kb.example.com/x"
            })
    void whatIsSecretInAValueIsNotShown(String value, String shown) {
        SettingMask mask = new SettingMask(List.of("hush-hush", "hush-hush-too", "x"));

        assertThat(mask.shown(value).replace("****;", "**** ;")).isEqualTo(shown);
    }

    @Test
    void aWordThatIsTooShortToBeFoundElsewhereHidesNothing() {
        assertThat(new SettingMask(List.of("kb")).shown("kb.example.com"))
                .isEqualTo("kb.example.com");
    }
}
