package dev.kbsync.simulator.oauth;

import java.time.Instant;
import java.util.Set;

/**
 * The refresh tokens that descend from one consent, each from the one before. Only the newest
 * generation may be used, and for a while the one before it.
 */
final class Family {
    /** A token of a family: which generation it is and when it was issued. */
    record Member(Family family, int generation, Instant issuedAt) {}

    private final String client;
    private final Set<String> scopes;
    private int generation;
    private Instant rotatedAt;
    private boolean dead;

    Family(String client, Set<String> scopes, Instant began) {
        this.client = client;
        this.scopes = scopes;
        rotatedAt = began;
    }

    /** Id of the app it was issued to. */
    String client() {
        return client;
    }

    Set<String> scopes() {
        return scopes;
    }

    int generation() {
        return generation;
    }

    Instant rotatedAt() {
        return rotatedAt;
    }

    /** The newest generation was used: another one follows. */
    void rotate(Instant now) {
        generation++;
        rotatedAt = now;
    }

    /** None of its tokens is good any more. */
    void die() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }
}
