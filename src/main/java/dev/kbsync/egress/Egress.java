package dev.kbsync.egress;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes every HTTP client of the application, so that proxy, certificate authorities and limits
 * hold for all of them alike.
 */
@Component
public class Egress implements DisposableBean {

    private final Proxies proxies;
    private final SingletonSupplier<TrustManager[]> trusted;
    private final SingletonSupplier<SSLContext> tls;
    private final ScheduledThreadPoolExecutor timer;

    Egress(EgressProperties properties, Environment environment) {
        this.proxies = new Proxies(properties.proxy(), environment);
        // Reading them takes long, and commands that only look need none; those that are set may be
        // wrong.
        this.trusted = SingletonSupplier.of(() -> Authorities.trusted(properties.caCertificates()));
        this.tls = SingletonSupplier.of(() -> Authorities.trusting(trusted.obtain()));
        if (properties.caCertificates().stream().anyMatch(file -> !file.isBlank())) {
            trusted.obtain();
        }
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "egress-deadlines");
                            thread.setDaemon(true);
                            return thread;
                        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * How patient a client is.
     *
     * @param connect how long a connection may take
     * @param answer how long an answer may take, unless its limit allows more
     * @param connections how many there may be to one host at once
     */
    public record Patience(Duration connect, Duration answer, int connections) {}

    /**
     * A new client; the caller closes it.
     *
     * @param names how the names of hosts that are reached directly are resolved, and a proxy's
     */
    public CloseableHttpClient client(Patience patience, AnswerLimit limit, DnsResolver names) {
        Timeout answer = Timeout.of(patience.answer());
        HttpClientBuilder builder =
                HttpClientBuilder.create()
                        .setConnectionManager(connections(patience, names))
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setConnectionRequestTimeout(answer)
                                        .setResponseTimeout(answer)
                                        .build());
        configure(builder, limit);
        return builder.build();
    }

    /** Connections for clients that are built elsewhere, by routes. */
    public HttpClientConnectionManager connections(Patience patience) {
        return connections(patience, SystemDefaultDnsResolver.INSTANCE);
    }

    private HttpClientConnectionManager connections(Patience patience, DnsResolver names) {
        Timeout answer = Timeout.of(patience.answer());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls.obtain()))
                .setDnsResolver(names)
                .setMaxConnPerRoute(patience.connections())
                .setMaxConnTotal(patience.connections() * 4)
                .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(answer).build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(patience.connect()))
                                .setSocketTimeout(answer)
                                .build())
                .build();
    }

    /**
     * What holds for every client. Nothing is sent twice, unseen by routes and budget; no cookie
     * becomes a session beside the credential; no redirect takes a credential elsewhere.
     */
    public void configure(HttpClientBuilder builder, AnswerLimit limit) {
        builder.disableAutomaticRetries()
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAuthCaching()
                .setUserAgent("kbsync")
                .setRoutePlanner(new Planner())
                .addExecInterceptorFirst("departures", new EgressFailures(proxies))
                .addExecInterceptorFirst("limits", new AnswerLimits(timer, limit));
    }

    /** Whether a host is reached through a proxy, which then resolves its name. */
    public boolean proxied(String scheme, String host, int port) {
        return proxies.to(scheme, host, port) != null;
    }

    /** The way to a host for clients that are not made here; a proxy's password is not in it. */
    public Proxy proxy(String scheme, String host, int port) {
        ProxyServer proxy = proxies.to(scheme, host, port);
        return proxy == null
                ? Proxy.NO_PROXY
                : new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                                proxy.address().getHostName(), proxy.address().getPort()));
    }

    /** Whom such clients trust. */
    public TrustManager[] trusted() {
        return trusted.obtain().clone();
    }

    /** Whether a host is a proxy itself. */
    public boolean isProxy(String host) {
        return proxies.isProxy(host);
    }

    private final class Planner extends DefaultRoutePlanner {

        Planner() {
            super(null);
        }

        @Override
        protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
            int known = target.getPort();
            int port = known >= 0 ? known : target.getSchemeName().equals("https") ? 443 : 80;
            ProxyServer proxy = proxies.to(target.getSchemeName(), target.getHostName(), port);
            return proxy == null ? null : proxy.address();
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
