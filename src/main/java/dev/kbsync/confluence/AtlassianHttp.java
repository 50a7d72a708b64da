package dev.kbsync.confluence;

import dev.kbsync.egress.AnswerLimit;
import dev.kbsync.egress.Egress;
import dev.kbsync.egress.Egress.Patience;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * How requests to Atlassian's platform are sent that no route may repeat or change: redirects are
 * not followed, nothing is sent twice.
 */
@Component
public class AtlassianHttp implements DisposableBean {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 10;

    private final AtlassianProperties properties;
    private final Egress egress;
    private @Nullable CloseableHttpClient client;
    private @Nullable RestClient http;

    public AtlassianHttp(AtlassianProperties properties, Egress egress) {
        this.properties = properties;
        this.egress = egress;
    }

    /** Made for the first request: commands that only read send none. */
    public synchronized RestClient http() {
        if (http == null) {
            Patience patience = new Patience(CONNECT, properties.tokenTimeout(), CONNECTIONS);
            CloseableHttpClient made =
                    egress.client(patience, AnswerLimit.SMALL, SystemDefaultDnsResolver.INSTANCE);
            http =
                    RestClient.builder()
                            .requestFactory(new HttpComponentsClientHttpRequestFactory(made))
                            .build();
            client = made;
        }
        return http;
    }

    public String tokenUrl() {
        return properties.authUrl() + "/oauth/token";
    }

    public String sitesUrl() {
        return properties.apiUrl() + "/oauth/token/accessible-resources";
    }

    @Override
    public synchronized void destroy() throws IOException {
        if (client != null) {
            client.close();
        }
    }
}
