package dev.kbsync.simulator.content;

import java.util.Set;

/**
 * A person with an Atlassian account.
 *
 * @param accountId Atlassian's id
 * @param name display name
 * @param email address, which Confluence hides from API answers
 * @param groups groups of the site the person is in
 * @param viaApp whether the person acts through an app, which a data security policy can keep away
 *     from what the person may see
 */
public record Account(
        String accountId, String name, String email, Set<String> groups, boolean viaApp) {

    /** The same person, acting through an app. */
    public Account throughApp() {
        return new Account(accountId, name, email, groups, true);
    }
}
