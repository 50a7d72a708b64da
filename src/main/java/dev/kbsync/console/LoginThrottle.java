package dev.kbsync.console;

import com.github.benmanes.caffeine.cache.Cache;
import dev.kbsync.site.Caches;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Slows guessing of the password: after a few wrong ones an address has to wait before each further
 * one, twice as long every time, a minute at most. Nobody is ever locked out. It stands between
 * whatever reads a user name and password out of a request and what compares them, so no way of
 * writing them gets past it.
 */
class LoginThrottle implements AuthenticationProvider {

    private static final int FREE = 5;
    private static final int LONGEST_SECONDS = 60;
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final int ADDRESSES = 10_000;

    private final AuthenticationProvider passwords;
    private final Clock clock;
    private final Cache<String, Attempts> attempts;

    /** Attempts of one address since the last right one. */
    private record Attempts(int number, Instant last) {

        long secondsLeft(Instant now) {
            int over = number - FREE;
            long pause = over < 0 ? 0 : Math.min(LONGEST_SECONDS, 1L << Math.min(over, 6));
            return pause - Duration.between(last, now).toSeconds();
        }
    }

    /**
     * @param passwords tells right passwords from wrong ones
     */
    LoginThrottle(AuthenticationProvider passwords, Clock clock) {
        this.passwords = passwords;
        this.clock = clock;
        this.attempts = Caches.by(clock).maximumSize(ADDRESSES).expireAfterWrite(FORGOTTEN).build();
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
        String network = network(attempt);
        long wait = count(network);
        if (wait > 0) {
            throw new TooManyAttemptsException(wait);
        }
        Authentication right = passwords.authenticate(attempt);
        attempts.invalidate(network);
        return right;
    }

    /**
     * Seconds until this address may try again, 0 for now. Counted before the password is looked
     * at, so that many tries at the same moment count, too.
     */
    private long count(String network) {
        Instant now = clock.instant();
        AtomicLong wait = new AtomicLong();
        attempts.asMap()
                .compute(
                        network,
                        (unused, before) -> {
                            long left = before == null ? 0 : before.secondsLeft(now);
                            wait.set(Math.max(0, left));
                            return before != null && left > 0
                                    ? before
                                    : new Attempts(before == null ? 1 : before.number() + 1, now);
                        });
        return wait.get();
    }

    /** An address, or the network of an IPv6 one: whoever has one has 2^64 of them. */
    private static String network(Authentication attempt) {
        String address =
                attempt.getDetails() instanceof WebAuthenticationDetails details
                        ? String.valueOf(details.getRemoteAddress())
                        : "";
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
