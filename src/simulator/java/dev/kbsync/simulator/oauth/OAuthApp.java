package dev.kbsync.simulator.oauth;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one app registered in the developer console: its id and secret, the addresses consent may
 * return to, and the scopes that are enabled for it.
 */
public final class OAuthApp {
    public static final String CLIENT_ID = "simulator-client";
    public static final String CLIENT_SECRET = "simulator-secret";

    /** A second app with the same rights: tokens of one are of no use to the other. */
    public static final String OTHER_CLIENT_ID = "simulator-client-2";

    public static final String OTHER_CLIENT_SECRET = "simulator-secret-2";

    public static final String NAME = "Knowledge base sync (simulated app)";

    private static final Pattern LOCAL_CALLBACK =
            Pattern.compile("http://(localhost|127\\.0\\.0\\.1):\\d+(/pages)?/auth/callback");

    private final List<String> redirectUris;
    private volatile Set<String> enabledScopes;
    private volatile @Nullable Set<String> grantedAtMost;

    /**
     * @param redirectUris registered beside the usual local ones
     * @param enabledScopes what may be asked for; {@code offline_access} needs no enabling
     */
    public OAuthApp(Collection<String> redirectUris, Collection<String> enabledScopes) {
        this.redirectUris = List.copyOf(redirectUris);
        this.enabledScopes = Set.copyOf(enabledScopes);
    }

    /** Whether there is an app of this id. */
    static boolean isKnown(@Nullable String clientId) {
        return CLIENT_ID.equals(clientId) || OTHER_CLIENT_ID.equals(clientId);
    }

    /** Whether an app of this id has this secret. */
    static boolean isKnown(@Nullable String clientId, @Nullable String secret) {
        return (CLIENT_ID.equals(clientId) && CLIENT_SECRET.equals(secret))
                || (OTHER_CLIENT_ID.equals(clientId) && OTHER_CLIENT_SECRET.equals(secret));
    }

    boolean isRegistered(String redirectUri) {
        return redirectUris.contains(redirectUri) || LOCAL_CALLBACK.matcher(redirectUri).matches();
    }

    boolean isEnabled(String scope) {
        return scope.equals(Scopes.OFFLINE) || enabledScopes.contains(scope);
    }

    public Set<String> enabledScopes() {
        return new TreeSet<>(enabledScopes);
    }

    public void enable(Collection<String> scopes) {
        enabledScopes = Set.copyOf(scopes);
    }

    /** Limits what consents grant from now on, whatever is asked for; null lifts the limit. */
    public void grantAtMost(@Nullable Collection<String> scopes) {
        grantedAtMost = scopes == null ? null : Set.copyOf(scopes);
    }

    /** Of the scopes that were asked for, those consent grants. */
    public Set<String> granted(Set<String> requested) {
        Set<String> limit = grantedAtMost;
        Set<String> granted = new TreeSet<>(requested);
        if (limit != null) {
            granted.retainAll(limit);
        }
        return granted;
    }
}
