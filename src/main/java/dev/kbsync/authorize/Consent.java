package dev.kbsync.authorize;

import java.io.Serializable;
import java.util.List;

/**
 * What a finished consent came to, kept in the session for the page that shows it.
 *
 * @param site the site it was begun for
 * @param problem why the site cannot use it, one sentence; empty if it can
 * @param grantId the stored grant, empty if there is none
 * @param others sites it reaches besides
 */
public record Consent(String site, String problem, String grantId, List<Reached> others)
        implements Serializable {

    public Consent {
        others = List.copyOf(others);
    }

    /** A site that the grant reaches. */
    public record Reached(String cloudId, String url, String name) implements Serializable {}
}
