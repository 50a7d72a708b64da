package dev.kbsync.authorize;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals text with AES-256 in GCM. A sealed text is {@code v1:<key id>:<Base64 of nonce and cipher
 * text>} and opens only under the name it was sealed for, so that nobody can put one entry in the
 * place of another.
 */
final class Vault {

    private static final String VERSION = "v1";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final List<VaultKey> keys;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param keys the first seals, all open
     */
    Vault(List<VaultKey> keys) {
        this.keys = List.copyOf(keys);
    }

    String seal(String name, String text) {
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
    String open(String name, String sealed) {
        String[] parts = sealed.split(":", 3);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new SealedException(
                    "The stored credential " + name + " is damaged; authorize the site again.");
        }
        VaultKey key =
                keys.stream()
                        .filter(candidate -> candidate.id().equals(parts[1]))
                        .findFirst()
                        .orElseThrow(() -> new SealedException(missingKey(name, parts[1])));
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

    private static String missingKey(String name, String keyId) {
        return "The stored credential %s was encrypted with another key (%s) than the one in use; set KBSYNC_VAULT_KEY, or bring back the key file, as it was then."
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
