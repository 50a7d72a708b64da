package dev.kbsync.confluence;

import dev.kbsync.confluence.MediaHost.RefusedAddressException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves host names, but not to addresses inside the own network. Asked where the connection is
 * made, so that a name cannot mean something else a moment later.
 */
class PublicAddresses implements DnsResolver {

    private final Predicate<String> proxy;

    /**
     * @param proxy whether a name is a proxy's, which may well be inside the own network
     */
    PublicAddresses(Predicate<String> proxy) {
        this.proxy = proxy;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (InetAddress address : addresses) {
            if (isPrivate(address) && !proxy.test(host)) {
                throw new RefusedAddressException(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    /** Whether a host is inside the own network; not if nobody knows it. */
    static boolean isPrivate(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isPrivate(address)) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                // Unique local, and what carries a version 4 address inside (RFC 4193, 6052).
                || (address instanceof Inet6Address
                        && ((first & 0xfe) == 0xfc || (first == 0 && second == 0x64)))
                // Shared by providers, and "this network" (RFC 6598, 1122).
                || (bytes.length == 4
                        && ((first == 100 && second >= 64 && second < 128) || first == 0));
    }
}
