package dev.kbsync.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.site.SetupException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class VaultTest {

    private final VaultKey key = key(1);
    private final Vault vault = new Vault(List.of(key));

    @Test
    void whatWasSealedOpens() {
        assertThat(vault.open("grant-1", vault.seal("grant-1", "secret ü"))).isEqualTo("secret ü");
    }

    @Test
    void theSameTextIsNeverSealedTheSameWay() {
        assertThat(vault.seal("grant-1", "secret"))
                .isNotEqualTo(vault.seal("grant-1", "secret"))
                .doesNotContain("secret");
    }

    @Test
    void anEntryDoesNotOpenInAnothersPlace() {
        String sealed = vault.seal("grant-1", "secret");

        assertThatThrownBy(() -> vault.open("grant-2", sealed))
                .isInstanceOf(SealedException.class)
                .hasMessageContaining("was changed");
    }

    @Test
    void aChangedBitIsNoticed() {
        String sealed = vault.seal("grant-1", "secret");
        int head = sealed.lastIndexOf(':') + 1;
        byte[] bytes = Base64.getDecoder().decode(sealed.substring(head));
        bytes[bytes.length - 1] ^= 1;
        String changed = sealed.substring(0, head) + Base64.getEncoder().encodeToString(bytes);

        assertThatThrownBy(() -> vault.open("grant-1", changed))
                .isInstanceOf(SealedException.class);
        assertThatThrownBy(() -> vault.open("grant-1", "nonsense"))
                .isInstanceOf(SealedException.class);
        assertThatThrownBy(() -> vault.open("grant-1", "v1:" + key.id() + ":AAAA"))
                .isInstanceOf(SealedException.class);
    }

    @Test
    void anOldKeyStillOpens() {
        String sealed = vault.seal("grant-1", "secret");
        Vault rotated = new Vault(List.of(key(2), key));

        assertThat(rotated.open("grant-1", sealed)).isEqualTo("secret");
        assertThat(rotated.seal("grant-1", "secret")).startsWith("v1:" + key(2).id() + ":");
    }

    @Test
    void aKeyThatAnotherProcessMadeMeanwhileIsFound() {
        List<VaultKey> keys = new java.util.ArrayList<>(List.of(key));
        Vault running = new Vault(() -> keys);
        String sealed = new Vault(List.of(key(2), key)).seal("grant-1", "secret");
        keys.add(0, key(2));

        assertThat(running.open("grant-1", sealed)).isEqualTo("secret");
        assertThat(running.sealingKeyId()).isEqualTo(key(2).id());
    }

    @Test
    void anotherKeyIsToldAsSuch() {
        String sealed = vault.seal("grant-1", "secret");

        assertThatThrownBy(() -> new Vault(List.of(key(3))).open("grant-1", sealed))
                .hasMessageContaining("encrypted with another key (" + key.id() + ")");
    }

    @Test
    void aKeyThatIsNoneIsToldWithoutQuotingIt() {
        assertThatThrownBy(() -> VaultKey.parse("hunter2!", "KBSYNC_VAULT_KEY"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("KBSYNC_VAULT_KEY")
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
        assertThatThrownBy(() -> VaultKey.parse("AAAA", "KBSYNC_VAULT_KEY"))
                .isInstanceOf(SetupException.class);
    }

    private static VaultKey key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return VaultKey.parse(Base64.getEncoder().encodeToString(bytes), "test");
    }
}
