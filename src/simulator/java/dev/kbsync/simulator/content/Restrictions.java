package dev.kbsync.simulator.content;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may view a piece of content; nobody named means everybody who sees the space.
 *
 * @param users account ids
 * @param groups group names
 */
public record Restrictions(Set<String> users, Set<String> groups) {
    public static final Restrictions NONE = new Restrictions(Set.of(), Set.of());

    public static Restrictions to(Collection<String> users, Collection<String> groups) {
        return users.isEmpty() && groups.isEmpty()
                ? NONE
                : new Restrictions(new TreeSet<>(users), new TreeSet<>(groups));
    }

    public boolean isEmpty() {
        return users.isEmpty() && groups.isEmpty();
    }

    boolean admit(Account account) {
        return isEmpty()
                || users.contains(account.accountId())
                || account.groups().stream().anyMatch(groups::contains);
    }
}
