package dev.kbsync.simulator.rest;

import dev.kbsync.simulator.content.Accounts;
import java.util.Optional;
import java.util.Set;

/** The two API tokens every account has: one without scopes, one with. */
public final class ApiTokens {
    public static final String UNSCOPED = "simulator-token";
    public static final String SCOPED = "simulator-scoped-token";

    private final Set<String> scopes;

    /**
     * @param scopes what the scoped token was issued for
     */
    public ApiTokens(Set<String> scopes) {
        this.scopes = Set.copyOf(scopes);
    }

    /** Who the bearer of a token is: a service account's token goes without a name. */
    Optional<Caller> bearer(String token) {
        return token.equals(SCOPED)
                ? Optional.of(new Caller(Accounts.OWN, Caller.Kind.SCOPED_TOKEN, scopes))
                : Optional.empty();
    }

    /** Who a name and password belong to; nothing if the password is no token. */
    Optional<Caller> caller(Basic credential) {
        return switch (credential.password()) {
            case UNSCOPED ->
                    Optional.of(
                            new Caller(
                                    Accounts.byEmail(credential.name()),
                                    Caller.Kind.API_TOKEN,
                                    Set.of()));
            case SCOPED ->
                    Optional.of(
                            new Caller(
                                    Accounts.byEmail(credential.name()),
                                    Caller.Kind.SCOPED_TOKEN,
                                    scopes));
            default -> Optional.empty();
        };
    }
}
