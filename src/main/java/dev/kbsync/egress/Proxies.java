package dev.kbsync.egress;

import dev.kbsync.site.Secret;
import dev.kbsync.site.SetupException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Chooses the proxy for a host: the one of the settings, else those of the usual environment
 * variables, else what the JVM was started with ({@code -Dhttps.proxyHost}).
 */
final class Proxies {

    private final Map<String, ProxyServer> byScheme = new TreeMap<>();
    private final ProxyExceptions exceptions;

    /**
     * @throws SetupException if a setting is no proxy
     */
    Proxies(EgressProperties.Proxy settings, Environment environment) {
        String excepted =
                settings.exceptions().isBlank()
                        ? variable(environment, "NO_PROXY")
                        : settings.exceptions();
        this.exceptions = new ProxyExceptions(excepted);
        for (String scheme : new String[] {"https", "http"}) {
            if (!settings.host().isBlank()) {
                byScheme.put(scheme, configured(settings));
                continue;
            }
            Stream.of(scheme + "_PROXY", "ALL_PROXY")
                    .map(name -> name.toUpperCase(Locale.ROOT))
                    .filter(name -> !variable(environment, name).isBlank())
                    .findFirst()
                    .ifPresent(
                            name ->
                                    byScheme.put(
                                            scheme,
                                            ProxyServer.parse(name, variable(environment, name))));
        }
    }

    /** Its value under either case of its name: both are in use. */
    private static String variable(Environment environment, String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT), name)
                .map(environment::getProperty)
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("")
                .strip();
    }

    private static ProxyServer configured(EgressProperties.Proxy settings) {
        ProxyServer server = ProxyServer.parse("kbsync.egress.proxy.host", settings.host());
        HttpHost at = server.address();
        if (settings.port() < 0 || settings.port() > 65535) {
            throw new SetupException("kbsync.egress.proxy.port has to be between 1 and 65535.");
        }
        if (settings.port() == 0 && !settings.host().matches(".*:\\d+/?")) {
            throw new SetupException(
                    "kbsync.egress.proxy.port is not set; set it to the port of the proxy %s."
                            .formatted(at.getHostName()));
        }
        int port = settings.port() == 0 ? at.getPort() : settings.port();
        String username = settings.username().isBlank() ? server.username() : settings.username();
        Secret password = settings.password().isPresent() ? settings.password() : server.password();
        return new ProxyServer(
                new HttpHost(at.getSchemeName(), at.getHostName(), port), username, password);
    }

    /** The proxy that leads to a host; null if it is reached directly. */
    @Nullable ProxyServer to(String scheme, String host, int port) {
        if (exceptions.contains(host, port)) {
            return null;
        }
        return byScheme.isEmpty() ? ofTheJvm(scheme, host, port) : byScheme.get(scheme);
    }

    boolean isProxy(String host) {
        ProxyServer jvm = byScheme.isEmpty() ? ofTheJvm("https", "example.com", 443) : null;
        return Stream.concat(byScheme.values().stream(), Stream.ofNullable(jvm))
                .anyMatch(proxy -> proxy.address().getHostName().equalsIgnoreCase(host));
    }

    private static @Nullable ProxyServer ofTheJvm(String scheme, String host, int port) {
        ProxySelector selector = ProxySelector.getDefault();
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return selector == null
                ? null
                : selector.select(URI.create(scheme + "://" + name + ":" + port)).stream()
                        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                        .map(proxy -> (InetSocketAddress) proxy.address())
                        .map(at -> new HttpHost("http", at.getHostString(), at.getPort()))
                        .map(at -> new ProxyServer(at, "", Secret.NONE))
                        .findFirst()
                        .orElse(null);
    }
}
