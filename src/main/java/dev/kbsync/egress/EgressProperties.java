package dev.kbsync.egress;

import dev.kbsync.site.Secret;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests leave this machine; holds for Atlassian, media, the webhook and every sink.
 *
 * @param proxy the proxy that they go through
 * @param caCertificates PEM files with certificate authorities that are trusted beside those of the
 *     Java platform
 */
@ConfigurationProperties("kbsync.egress")
public record EgressProperties(
        @DefaultValue Proxy proxy, @DefaultValue("") List<String> caCertificates) {

    /**
     * A proxy that speaks HTTP.
     *
     * @param host its name or address; empty: {@code HTTPS_PROXY} and {@code HTTP_PROXY} decide
     * @param port its port
     * @param username user it asks for; empty for none
     * @param password password of that user
     * @param exceptions hosts that are reached without it; empty: {@code NO_PROXY} decides
     */
    public record Proxy(
            @DefaultValue("") String host,
            @DefaultValue("0") int port,
            @DefaultValue("") String username,
            @DefaultValue("") Secret password,
            @DefaultValue("") String exceptions) {}
}
