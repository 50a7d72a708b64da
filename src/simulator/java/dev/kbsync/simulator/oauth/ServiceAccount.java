package dev.kbsync.simulator.oauth;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one service account and its OAuth 2.0 credential: it may use all sites, with the scopes that
 * were chosen when the credential was created.
 */
public final class ServiceAccount {
    public static final String CLIENT_ID = "simulator-service-client";
    public static final String CLIENT_SECRET = "simulator-service-secret";

    private volatile Set<String> scopes;
    private volatile boolean revoked;

    /**
     * @param scopes what the credential was created with
     */
    public ServiceAccount(Collection<String> scopes) {
        this.scopes = Set.copyOf(scopes);
    }

    static boolean is(@Nullable String clientId) {
        return CLIENT_ID.equals(clientId);
    }

    /** Whether the token endpoint accepts the credential with this secret. */
    boolean accepts(@Nullable String secret) {
        return !revoked && CLIENT_SECRET.equals(secret);
    }

    Set<String> scopes() {
        return new TreeSet<>(scopes);
    }

    /** As if it had been created with other scopes; tokens that were issued keep theirs. */
    public void scopes(Collection<String> others) {
        scopes = Set.copyOf(others);
    }

    /** The credential is removed in the administration, or put back. */
    public void revoke(boolean nowRevoked) {
        revoked = nowRevoked;
    }
}
