package dev.kbsync.simulator.content;

import java.util.Set;

/**
 * A person with an Atlassian account.
 *
 * @param accountId Atlassian's id
 * @param name display name
 * @param email address, which Confluence hides from API answers
 * @param groups groups of the site the person is in
 */
public record Account(String accountId, String name, String email, Set<String> groups) {}
