package dev.kbsync.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts are reached without the proxy: this machine always, and those on a list as {@code
 * NO_PROXY} has it. {@code example.org}, {@code .example.org} and {@code *.example.org} stand for
 * the domain and everything below it, {@code host:8443} for one port, {@code 10.0.0.0/8} for
 * addresses that are written as numbers (a name is never looked up), {@code *} for all.
 */
final class ProxyExceptions {

    private static final Pattern PORT = Pattern.compile("(.+|\\[.+]):(\\d{1,5})");

    private final List<BiPredicate<String, Integer>> rules;

    ProxyExceptions(String list) {
        this.rules =
                Stream.of(list.split("[,;|\\s]+", -1))
                        .filter(entry -> !entry.isBlank())
                        .map(entry -> rule(entry.toLowerCase(Locale.ROOT)))
                        .toList();
    }

    boolean contains(String host, int port) {
        String name = bare(host.toLowerCase(Locale.ROOT)).replaceAll("\\.$", "");
        return thisMachine(name) || rules.stream().anyMatch(rule -> rule.test(name, port));
    }

    private static boolean thisMachine(String name) {
        InetAddress address = address(name);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || (address != null && address.isLoopbackAddress());
    }

    private static BiPredicate<String, Integer> rule(String entry) {
        if (entry.equals("*")) {
            return (host, port) -> true;
        }
        Matcher network = Pattern.compile("(.+)/(\\d{1,3})").matcher(entry);
        if (network.matches()) {
            InetAddress base = address(bare(network.group(1)));
            int bits = Integer.parseInt(network.group(2));
            return (host, port) -> base != null && inside(address(host), base, bits);
        }
        Matcher one = PORT.matcher(entry);
        // A version 6 address has colons of its own.
        if (one.matches() && address(entry) == null) {
            int wanted = Integer.parseInt(one.group(2));
            BiPredicate<String, Integer> host = rule(one.group(1));
            return (name, port) -> port == wanted && host.test(name, port);
        }
        String name = bare(entry).replaceAll("^\\*?\\.|\\.$", "");
        InetAddress address = address(name);
        return (host, port) ->
                host.equals(name)
                        || (address != null && address.equals(address(host)))
                        || (address(host) == null && host.endsWith("." + name));
    }

    private static boolean inside(@Nullable InetAddress host, InetAddress base, int bits) {
        if (host == null || host.getAddress().length != base.getAddress().length) {
            return false;
        }
        byte[] left = host.getAddress();
        byte[] right = base.getAddress();
        for (int bit = 0; bit < Math.min(bits, left.length * 8); bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((left[bit / 8] & mask) != (right[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    /** An address written as numbers; null for a name, which is not looked up. */
    private static @Nullable InetAddress address(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}") && !text.contains(":")) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
