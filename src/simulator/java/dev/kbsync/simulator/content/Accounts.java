package dev.kbsync.simulator.content;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The people of every simulated site. The first one is whom all credentials belong to. */
public final class Accounts {
    /** Who gives consent and owns the API tokens. */
    public static final Account OWN =
            account("a1c0", "Robin Sato", "robin@kestrel-weather.example");

    public static final Account INES =
            account("b2d1", "Inês Almeida", "ines@kestrel-weather.example", "engineering");
    public static final Account JONAS =
            account(
                    "c3e2",
                    "Jonas Weber",
                    "jonas@kestrel-weather.example",
                    "engineering",
                    "site-admins");
    public static final Account PRIYA =
            account("d4f3", "Priya Raman", "priya@kestrel-weather.example", "support");
    public static final Account TOM =
            account("e5a4", "Tom Okafor", "tom@kestrel-weather.example", "engineering");
    public static final Account MEI =
            account("f6b5", "Mei Lindqvist", "mei@kestrel-weather.example", "people-team");

    private static final Map<String, Account> BY_ID =
            Stream.of(OWN, INES, JONAS, PRIYA, TOM, MEI)
                    .collect(
                            Collectors.toMap(
                                    Account::accountId, a -> a, (a, b) -> a, LinkedHashMap::new));

    private Accounts() {}

    private static Account account(String tail, String name, String email, String... groups) {
        Set<String> all =
                Stream.concat(Stream.of("confluence-users"), Stream.of(groups))
                        .collect(Collectors.toUnmodifiableSet());
        String id = "712020:5f3c9a70-2b1e-4d7a-9c55-00000000" + tail;
        return new Account(id, name, email, all, false);
    }

    public static Collection<Account> all() {
        return BY_ID.values();
    }

    /** The account with this id; one nobody knows gets an entry of its own without groups. */
    public static Account byId(String accountId) {
        Account known = BY_ID.get(accountId);
        return known != null ? known : new Account(accountId, "Former user", "", Set.of(), false);
    }

    public static boolean exists(String accountId) {
        return BY_ID.containsKey(accountId);
    }

    /** Whose address this is; any other address belongs to {@link #OWN}. */
    public static Account byEmail(@Nullable String email) {
        return BY_ID.values().stream()
                .filter(account -> account.email().equalsIgnoreCase(email))
                .findFirst()
                .orElse(OWN);
    }

    public static List<String> groups() {
        return BY_ID.values().stream()
                .flatMap(account -> account.groups().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The id of a group: stable, and looking like the UUIDs of Atlassian. */
    public static String groupId(String name) {
        return "7a6b1c%02x-0000-4000-8000-%012x"
                .formatted(name.length(), name.toLowerCase(Locale.ROOT).hashCode() & 0xffffffffL);
    }
}
