package dev.kbsync.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows guessing of the password: after a few wrong ones an address has to wait before each further
 * one, twice as long every time, a minute at most. Nobody is ever locked out.
 */
@Component
@ConditionalOnWebApplication
@Order(SecurityProperties.DEFAULT_FILTER_ORDER - 1)
class LoginBrake extends OncePerRequestFilter {

    private static final int FREE = 5;
    private static final int LONGEST_SECONDS = 60;
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final int ADDRESSES = 10_000;

    private final Clock clock;
    private final Map<String, Attempts> attempts = new LinkedHashMap<>();

    /** Attempts of one address since the last right one. */
    private record Attempts(int number, Instant last) {}

    LoginBrake(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean form =
                request.getMethod().equals("POST") && request.getServletPath().equals("/login");
        String authorization = request.getHeader("Authorization");
        boolean basic =
                authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6);
        long wait = form || basic ? wait(network(request.getRemoteAddr())) : 0;
        if (wait == 0) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Retry-After", Long.toString(wait));
        if (form) {
            response.sendRedirect("/login?slow");
        } else {
            response.setStatus(429);
        }
    }

    /**
     * Seconds until this address may try again, 0 for now. Counted before the password is looked
     * at, so that many tries at the same moment count, too.
     */
    private synchronized long wait(String address) {
        Instant now = clock.instant();
        Attempts before = attempts.get(address);
        if (before == null || before.last().plus(FORGOTTEN).isBefore(now)) {
            before = new Attempts(0, now);
        }
        int over = before.number() - FREE;
        long pause = over < 0 ? 0 : Math.min(LONGEST_SECONDS, 1L << Math.min(over, 6));
        long left = pause - Duration.between(before.last(), now).toSeconds();
        if (left > 0) {
            return left;
        }
        attempts.remove(address);
        attempts.put(address, new Attempts(before.number() + 1, now));
        if (attempts.size() > ADDRESSES) {
            attempts.remove(attempts.keySet().iterator().next());
        }
        return 0;
    }

    @EventListener
    synchronized void right(AuthenticationSuccessEvent event) {
        if (event.getAuthentication().getDetails() instanceof WebAuthenticationDetails details) {
            attempts.remove(network(details.getRemoteAddress()));
        }
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
