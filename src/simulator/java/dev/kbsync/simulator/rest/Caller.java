package dev.kbsync.simulator.rest;

import dev.kbsync.simulator.content.Account;
import java.util.Set;

/**
 * Who makes a call, and with what.
 *
 * @param account the person behind it
 * @param kind the kind of credential
 * @param scopes what the credential may be used for; without meaning for an unscoped token
 */
public record Caller(Account account, Kind kind, Set<String> scopes) {

    /** Kinds of credentials. */
    public enum Kind {
        /** Bearer token of an OAuth app. */
        OAUTH,
        /** Basic with an API token that has scopes. */
        SCOPED_TOKEN,
        /** Basic with an API token that may do everything. */
        API_TOKEN
    }

    /** Whether scopes limit the caller. */
    public boolean isScoped() {
        return kind != Kind.API_TOKEN;
    }
}
