package dev.kbsync.convert;

import java.util.Optional;

/** Knows people's names. */
public interface UserNames {

    /** Knows nobody: mentions without a name read {@code @user}. */
    UserNames NONE = accountId -> Optional.empty();

    /** The display name of an account, empty when it is not known. */
    Optional<String> name(String accountId);
}
