package dev.kbsync.api.token;

import com.github.benmanes.caffeine.cache.Cache;
import dev.kbsync.site.Caches;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Slows guessing: after a few wrong attempts an address has to wait before each further one, twice
 * as long every time, a minute at most. Nobody is ever locked out.
 */
public final class AttemptThrottle {

    private static final int FREE = 5;
    private static final int LONGEST_SECONDS = 60;
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final int ADDRESSES = 10_000;

    private final Clock clock;
    private final Cache<String, Attempts> attempts;

    public AttemptThrottle(Clock clock) {
        this.clock = clock;
        this.attempts = Caches.by(clock).maximumSize(ADDRESSES).expireAfterWrite(FORGOTTEN).build();
    }

    /** Attempts of one address since the last right one. */
    private record Attempts(int number, Instant last) {

        long secondsLeft(Instant now) {
            int over = number - FREE;
            long pause = over < 0 ? 0 : Math.min(LONGEST_SECONDS, 1L << Math.min(over, 6));
            return pause - Duration.between(last, now).toSeconds();
        }
    }

    /**
     * Seconds until this address may try again, 0 for now. Counted before the attempt is looked at,
     * so that many at the same moment count, too.
     */
    public long count(String address) {
        Instant now = clock.instant();
        AtomicLong wait = new AtomicLong();
        attempts.asMap()
                .compute(
                        network(address),
                        (unused, before) -> {
                            long left = before == null ? 0 : before.secondsLeft(now);
                            wait.set(Math.max(0, left));
                            return before != null && left > 0
                                    ? before
                                    : new Attempts(before == null ? 1 : before.number() + 1, now);
                        });
        return wait.get();
    }

    /** An attempt of this address was right: what it tried before is forgotten. */
    public void right(String address) {
        attempts.invalidate(network(address));
    }

    /** An address, or the network of an IPv6 one: whoever has one has 2^64 of them. */
    private static String network(String address) {
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
