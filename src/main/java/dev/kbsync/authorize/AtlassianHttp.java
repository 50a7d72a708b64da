package dev.kbsync.authorize;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * How requests to Atlassian's platform are sent that no route may repeat or change: redirects are
 * not followed, nothing is sent twice.
 */
@Component
class AtlassianHttp {

    private final AtlassianProperties properties;
    private final RestClient http;

    AtlassianHttp(AtlassianProperties properties) {
        this.properties = properties;
        JdkClientHttpRequestFactory factory =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder()
                                .connectTimeout(Duration.ofSeconds(10))
                                // Over HTTP/2 a client may repeat what it believes was not read.
                                .version(HttpClient.Version.HTTP_1_1)
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .build());
        factory.setReadTimeout(properties.tokenTimeout());
        this.http = RestClient.builder().requestFactory(factory).build();
    }

    RestClient http() {
        return http;
    }

    String tokenUrl() {
        return properties.authUrl() + "/oauth/token";
    }

    String sitesUrl() {
        return properties.apiUrl() + "/oauth/token/accessible-resources";
    }
}
