package dev.kbsync.vault;

import dev.kbsync.site.SetupException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that seals entries of the vault.
 *
 * @param id tells keys apart without telling anything about them
 * @param key 256 bits for AES
 */
public record VaultKey(String id, SecretKey key) {

    private static final int BYTES = 32;

    /**
     * @param base64 32 bytes
     * @param origin where it was found, for the message
     * @throws SetupException if it is anything else
     */
    public static VaultKey parse(String base64, String origin) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            // The cause would quote the key.
            throw unusable(origin);
        }
        if (bytes.length != BYTES) {
            throw unusable(origin);
        }
        return new VaultKey(id(bytes), new SecretKeySpec(bytes, "AES"));
    }

    private static SetupException unusable(String origin) {
        return new SetupException(
                "The encryption key in %s is not 32 bytes in Base64; make one with: openssl rand -base64 32"
                        .formatted(origin));
    }

    private static String id(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "VaultKey[" + id + "]";
    }
}
