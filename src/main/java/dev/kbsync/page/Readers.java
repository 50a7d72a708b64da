package dev.kbsync.page;

import java.util.Comparator;
import java.util.List;

/**
 * Whom one restriction admits. A page may be read by those whom its own restriction admits and that
 * of every restricted page above it too.
 *
 * @param contentId the page that is restricted
 * @param title title of that page
 * @param users sorted by account id
 * @param groups sorted by id
 */
public record Readers(String contentId, String title, List<User> users, List<Group> groups) {

    public Readers {
        users = users.stream().sorted(Comparator.comparing(User::accountId)).toList();
        groups = groups.stream().sorted(Comparator.comparing(Group::id)).toList();
    }

    /**
     * A person.
     *
     * @param accountId Atlassian's id, without blanks
     * @param name display name, empty where Atlassian hides it
     */
    public record User(String accountId, String name) {}

    /**
     * A group.
     *
     * @param id Atlassian's id, without blanks
     * @param name name of the group, empty if it has none
     */
    public record Group(String id, String name) {}
}
