package dev.kbsync.egress;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * Names who stopped a request on its way: the proxy or an untrusted certificate. What a proxy
 * answers must never pass for an answer of the host behind it.
 */
final class EgressFailures implements ExecChainHandler {

    private final Proxies proxies;

    EgressFailures(Proxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpHost target = scope.route.getTargetHost();
        ProxyServer proxy = proxyOf(scope.route);
        if (proxy != null && !proxy.username().isEmpty()) {
            introduce(proxy, scope);
        }
        ClassicHttpResponse response;
        try {
            response = chain.proceed(request, scope);
        } catch (IOException e) {
            throw proxy != null && unreachable(e)
                    ? proxyUnreachable(proxy, e)
                    : explained(target, e);
        }
        boolean noTunnel = scope.route.isTunnelled() && scope.clientContext.getSSLSession() == null;
        if (proxy != null && (noTunnel || response.getCode() == 407)) {
            response.close();
            throw refused(proxy, target, response.getCode());
        }
        return response;
    }

    private @Nullable ProxyServer proxyOf(HttpRoute route) {
        HttpHost target = route.getTargetHost();
        return route.getProxyHost() == null
                ? null
                : proxies.to(target.getSchemeName(), target.getHostName(), target.getPort());
    }

    /** At once, not only when asked: a body that can be sent only once would be lost on asking. */
    private static void introduce(ProxyServer proxy, ExecChain.Scope scope) {
        BasicScheme basic = new BasicScheme();
        basic.initPreemptive(
                new UsernamePasswordCredentials(
                        proxy.username(), proxy.password().value().toCharArray()));
        scope.clientContext.resetAuthExchange(proxy.address(), basic);
    }

    private static boolean unreachable(IOException e) {
        return e instanceof ConnectException
                || e instanceof ConnectTimeoutException
                || e instanceof UnknownHostException;
    }

    private static EgressException proxyUnreachable(ProxyServer proxy, IOException e) {
        return new ProxyUnreachableException(
                "The proxy %s cannot be reached (%s); check kbsync.egress.proxy.host and kbsync.egress.proxy.port."
                        .formatted(proxy.name(), e.getClass().getSimpleName()),
                e);
    }

    private static EgressException refused(ProxyServer proxy, HttpHost target, int status) {
        return new EgressException(
                status == 407
                        ? "The proxy %s refuses the user name or password (407); check kbsync.egress.proxy.username and kbsync.egress.proxy.password."
                                .formatted(proxy.name())
                        : "The proxy %s does not connect to %s:%d (%d); ask its administrator to allow that, or name the host in kbsync.egress.proxy.exceptions."
                                .formatted(
                                        proxy.name(),
                                        target.getHostName(),
                                        target.getPort(),
                                        status),
                null);
    }

    private static IOException explained(HttpHost target, IOException e) {
        if (e instanceof SSLException) {
            for (Throwable at = e; at != null; at = at.getCause()) {
                if (at instanceof CertPathBuilderException) {
                    return new EgressException(
                            "The certificate of %s is signed by an authority that is not trusted here; if your organization has a certificate authority of its own, name its PEM file in kbsync.egress.ca-certificates."
                                    .formatted(target.getHostName()),
                            e);
                }
            }
        }
        return e;
    }
}
