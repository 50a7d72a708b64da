package dev.kbsync.authorize.consent;

import java.io.Serializable;
import java.util.List;

/**
 * What a finished consent came to, kept in the session for the page that shows it.
 *
 * @param site the site it was begun for
 * @param authorized whether the site uses it now
 * @param problem what is wrong with it, one sentence; empty if nothing is
 * @param grantId the stored grant, empty if there is none
 * @param others sites it reaches besides
 */
public record Consent(
        String site, boolean authorized, String problem, String grantId, List<Reached> others)
        implements Serializable {

    public Consent {
        others = List.copyOf(others);
    }

    /** What became of it, in a few words. */
    public String heading() {
        if (!authorized) {
            return "Not authorized";
        }
        return problem.isEmpty() ? "Authorized" : "Authorized, but with too few permissions";
    }

    /** A site that the grant reaches. */
    public record Reached(String cloudId, String url, String name) implements Serializable {}
}
