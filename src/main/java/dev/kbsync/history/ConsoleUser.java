package dev.kbsync.history;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The user who is logged in, as the current request has it. */
public final class ConsoleUser {

    private ConsoleUser() {}

    public static boolean loggedIn() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user != null
                && user.isAuthenticated()
                && !(user instanceof AnonymousAuthenticationToken);
    }

    /** The login name; {@code command line} outside of a request. */
    static String name() {
        return loggedIn()
                ? SecurityContextHolder.getContext().getAuthentication().getName()
                : "command line";
    }
}
