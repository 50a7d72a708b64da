package dev.kbsync.console;

import dev.kbsync.api.token.AttemptThrottle;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Slows guessing of the password. It stands between whatever reads a user name and password out of
 * a request and what compares them, so no way of writing them gets past it.
 */
class LoginThrottle implements AuthenticationProvider {

    private final AuthenticationProvider passwords;
    private final AttemptThrottle throttle;

    /**
     * @param passwords tells right passwords from wrong ones
     */
    LoginThrottle(AuthenticationProvider passwords, Clock clock) {
        this.passwords = passwords;
        this.throttle = new AttemptThrottle(clock);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return passwords.supports(authentication);
    }

    /**
     * @throws TooManyAttemptsException if the address has to wait, whether the password is right or
     *     not
     */
    @Override
    public @Nullable Authentication authenticate(Authentication attempt) {
        String address =
                attempt.getDetails() instanceof WebAuthenticationDetails details
                        ? String.valueOf(details.getRemoteAddress())
                        : "";
        long wait = throttle.count(address);
        if (wait > 0) {
            throw new TooManyAttemptsException(wait);
        }
        Authentication right = passwords.authenticate(attempt);
        throttle.right(address);
        return right;
    }
}
