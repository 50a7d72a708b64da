package dev.kbsync.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals text with AES-256 in GCM. A sealed text is {@code v1:<key id>:<Base64 of nonce and cipher
 * text>} and opens only under the name it was sealed for, so that nobody can put one entry in the
 * place of another.
 */
public final class Vault {

    private static final String VERSION = "v1";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Supplier<List<VaultKey>> source;
    private final SecureRandom random = new SecureRandom();
    private volatile List<VaultKey> keys;

    /**
     * @param source the first key seals, all open; asked again when a key is missing, for another
     *     process may have made one
     */
    public Vault(Supplier<List<VaultKey>> source) {
        this.source = source;
        this.keys = List.copyOf(source.get());
    }

    public Vault(List<VaultKey> keys) {
        this(() -> keys);
    }

    public void reload() {
        keys = List.copyOf(source.get());
    }

    /** Id of the key that seals from now on. */
    public String sealingKeyId() {
        return keys.get(0).id();
    }

    /** Id of the key that a text was sealed with; empty if the text was not sealed here. */
    public static String keyId(String sealed) {
        String[] parts = sealed.split(":", 3);
        return parts.length == 3 && parts[0].equals(VERSION) ? parts[1] : "";
    }

    public String seal(String name, String text) {
        VaultKey key = keys.get(0);
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, name)
                            .doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] both = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, both, NONCE, sealed.length);
            return VERSION + ":" + key.id() + ":" + Base64.getEncoder().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not work on this Java platform", e);
        }
    }

    /**
     * @throws SealedException if no key opens it, or somebody changed it
     */
    public String open(String name, String sealed) {
        String[] parts = sealed.split(":", 3);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new SealedException(
                    "The stored credential " + name + " is damaged; authorize the site again.");
        }
        if (key(parts[1]).isEmpty()) {
            reload();
        }
        VaultKey key =
                key(parts[1]).orElseThrow(() -> new SealedException(missingKey(name, parts[1])));
        try {
            byte[] both = Base64.getDecoder().decode(parts[2]);
            byte[] nonce = Arrays.copyOf(both, NONCE);
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, key, nonce, name)
                            .doFinal(both, NONCE, both.length - NONCE);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SealedException(
                    "The stored credential "
                            + name
                            + " was changed by somebody; authorize the site again.");
        }
    }

    private Optional<VaultKey> key(String id) {
        return keys.stream().filter(candidate -> candidate.id().equals(id)).findFirst();
    }

    private static String missingKey(String name, String keyId) {
        return "The stored credential %s was encrypted with another key (%s) than the one in use; give that key back in KBSYNC_VAULT_OLD_KEYS, or bring back the key file."
                .formatted(name, keyId);
    }

    private static Cipher cipher(int mode, VaultKey key, byte[] nonce, String name)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
