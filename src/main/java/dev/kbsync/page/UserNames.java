package dev.kbsync.page;

import java.util.Collection;
import java.util.Optional;

/** Knows people's names. */
public interface UserNames {

    /** Knows nobody: mentions without a name read {@code @user}. */
    UserNames NONE = accountId -> Optional.empty();

    /** The display name of an account, empty when it is not known. */
    Optional<String> name(String accountId);

    /** Takes note of people; documents that mention one by another name, or by none, are stale. */
    default void learn(Collection<Person> people) {}
}
