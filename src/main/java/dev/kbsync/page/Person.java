package dev.kbsync.page;

/**
 * Somebody with an Atlassian account.
 *
 * @param accountId the same on every site
 * @param name display name, not empty
 */
public record Person(String accountId, String name) {

    public Person {
        name = PageRef.storable(name);
    }
}
