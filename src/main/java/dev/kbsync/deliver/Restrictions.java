package dev.kbsync.deliver;

import dev.kbsync.page.OneLine;
import dev.kbsync.page.Readers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in a document who may read it: who is on every one of its lists. */
final class Restrictions {

    private Restrictions() {}

    /**
     * The people and groups on one list. The id comes first: it has no blank, while a name may be
     * anything.
     */
    static List<String> names(Readers readers) {
        return Stream.concat(
                        readers.users().stream()
                                .map(user -> "user " + user.accountId() + named(user.name())),
                        readers.groups().stream()
                                .map(group -> "group " + group.id() + named(group.name())))
                .toList();
    }

    private static String named(String name) {
        return name.isEmpty() ? "" : " " + name;
    }

    /** The lists as a tree for JSON. */
    static List<Map<String, Object>> tree(List<Readers> all) {
        return all.stream()
                .map(
                        readers -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("page", entry(readers.contentId(), readers.title()));
                            one.put(
                                    "users",
                                    readers.users().stream()
                                            .map(user -> entry(user.accountId(), user.name()))
                                            .toList());
                            one.put(
                                    "groups",
                                    readers.groups().stream()
                                            .map(group -> entry(group.id(), group.name()))
                                            .toList());
                            return one;
                        })
                .toList();
    }

    private static Map<String, Object> entry(String id, String name) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", id);
        entry.put("name", name);
        return entry;
    }

    /** One line for each list, for documents that are plain text; empty for none. */
    static String lines(List<Readers> all) {
        return all.stream()
                .map(readers -> "Only for: " + oneLine(String.join(", ", names(readers))) + "\n")
                .collect(Collectors.joining());
    }

    /** So that no name can pass for a line of its own. */
    static String oneLine(String text) {
        return OneLine.of(text);
    }
}
