package dev.kbsync.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.Instance;
import dev.kbsync.authorize.SiteCredentials;
import dev.kbsync.site.Secret;
import dev.kbsync.site.SetupException;
import dev.kbsync.vault.KeyRotation.Result;
import dev.kbsync.vault.store.TokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key changes, is wrong, or is lost; credentials are never lost without a word. */
class KeyRotationIT {

    @TempDir private Path folder;

    private Instance.Builder instance() {
        return Instance.in(folder).set("kbsync.sites.demo.url", "http://localhost:1");
    }

    private static void enter(Instance kbsync) {
        kbsync.bean(SiteCredentials.class)
                .enterApiToken("demo", "bot@example.com", new Secret("the-token"), false);
    }

    private static Optional<String> token(Instance kbsync) {
        return kbsync.bean(SiteCredentials.class)
                .apiToken("demo")
                .map(token -> token.token().value());
    }

    @Test
    void aNewKeySealsTheOldOneOpensAndRunningServersFindIt() throws IOException {
        Path file = folder.resolve("data/vault.key");
        try (Instance server = instance().start()) {
            enter(server);
            String before = sealed(server);
            try (Instance command = instance().start()) {
                KeyRotation rotation = command.bean(KeyRotation.class);
                rotation.newKey();
                assertThat(rotation.reencrypt(false)).isEqualTo(new Result(1, 0, List.of(), false));
                assertThat(rotation.reencrypt(false)).isEqualTo(new Result(0, 1, List.of(), false));
            }
            assertThat(Vault.keyId(sealed(server))).isNotEqualTo(Vault.keyId(before));
            assertThat(token(server)).contains("the-token");
        }
        List<String> keys = Files.readAllLines(file);
        assertThat(keys).hasSize(2);
        Files.writeString(file, keys.get(0));

        try (Instance without = instance().start()) {
            assertThat(token(without)).contains("the-token");
        }
    }

    private static String sealed(Instance kbsync) {
        return kbsync.bean(TokenStore.class).find("api-token-demo").orElseThrow().sealed();
    }

    @Test
    void aKeyThatIsSetTakesOverFromTheOneBefore() {
        String first = key(1);
        String second = key(2);
        try (Instance kbsync = instance().set("kbsync.vault.key", first).start()) {
            enter(kbsync);
            assertThatThrownBy(() -> kbsync.bean(KeyRotation.class).newKey())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("KBSYNC_VAULT_OLD_KEYS");
        }
        try (Instance both =
                instance()
                        .set("kbsync.vault.key", second)
                        .set("kbsync.vault.old-keys", first)
                        .start()) {
            assertThat(both.bean(KeyRotation.class).reencrypt(false).encrypted()).isEqualTo(1);
        }
        try (Instance kbsync = instance().set("kbsync.vault.key", second).start()) {
            assertThat(token(kbsync)).contains("the-token");
        }
    }

    @Test
    void aWrongKeyStopsTheStartWithOneSentenceAndChangesNothing() {
        try (Instance kbsync = instance().set("kbsync.vault.key", key(1)).start()) {
            enter(kbsync);
        }

        assertThatThrownBy(() -> instance().set("kbsync.vault.key", key(2)).start())
                .rootCause()
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("KBSYNC_VAULT_OLD_KEYS")
                .hasMessageContaining("reencrypt --drop-unreadable")
                .hasMessageNotContaining(key(2));

        try (Instance kbsync = instance().set("kbsync.vault.key", key(1)).start()) {
            assertThat(token(kbsync)).contains("the-token");
        }
    }

    @Test
    void whoeverLostTheKeyDropsWhatNobodyCanReadByHand() {
        try (Instance kbsync = instance().set("kbsync.vault.key", key(1)).start()) {
            enter(kbsync);
        }
        try (Instance command =
                instance()
                        .set("kbsync.vault.key", key(2))
                        .set("kbsync.vault.unreadable", "true")
                        .start()) {
            KeyRotation rotation = command.bean(KeyRotation.class);
            assertThat(rotation.reencrypt(false).unreadable()).containsExactly("api-token-demo");
            assertThat(rotation.reencrypt(true).unreadable()).containsExactly("api-token-demo");
        }
        try (Instance kbsync = instance().set("kbsync.vault.key", key(2)).start()) {
            assertThat(token(kbsync)).isEmpty();
            enter(kbsync);
            assertThat(token(kbsync)).contains("the-token");
        }
    }

    private static String key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
