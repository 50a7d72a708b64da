package dev.kbsync.egress;

import dev.kbsync.site.Secret;
import dev.kbsync.site.SetupException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.hc.core5.http.HttpHost;

/**
 * A proxy and who we are to it.
 *
 * @param username empty if it does not ask
 */
record ProxyServer(HttpHost address, String username, Secret password) {

    /**
     * Reads an address as the usual environment variables hold it: {@code
     * http://user:password@host:port}, of which only the host is required.
     *
     * @param setting its name, for the sentence
     * @throws SetupException if this is not an address; without the text, which may hold a password
     */
    static ProxyServer parse(String setting, String text) {
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                throw unusable(setting);
            }
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("http") ? 80 : 443;
            String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
            int colon = user.indexOf(':');
            return new ProxyServer(
                    new HttpHost(scheme, uri.getHost(), port),
                    decoded(colon < 0 ? user : user.substring(0, colon)),
                    new Secret(colon < 0 ? "" : decoded(user.substring(colon + 1))));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw unusable(setting);
        }
    }

    /** Percent signs only: a plus is a plus in an address. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static SetupException unusable(String setting) {
        return new SetupException(
                "%s is not the address of an HTTP proxy; write it as http://proxy.example.com:3128, special characters of a user or password percent-encoded."
                        .formatted(setting));
    }

    /** As sentences name it. */
    String name() {
        return address.getHostName() + ":" + address.getPort();
    }
}
