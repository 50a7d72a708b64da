package dev.kbsync.confluence;

import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the components {@code http} and {@code https} talk, for every route. */
@Configuration
class HttpConfiguration {

    @Bean
    ComponentCustomizer httpCustomizer(ConfluenceProperties properties) {
        return ComponentCustomizer.forType(
                HttpComponent.class,
                http -> {
                    http.setConnectionsPerRoute(properties.connections());
                    http.setMaxTotalConnections(properties.connections() * 4);
                    http.setConnectTimeout(properties.connectTimeout().toMillis());
                    http.setResponseTimeout(properties.responseTimeout().toMillis());
                    http.setConnectionRequestTimeout(properties.responseTimeout().toMillis());
                    // HttpClient would repeat 429 and 503 by itself, unseen by routes and budget;
                    // it
                    // would also keep cookies, and with them a session beside the credential.
                    http.setHttpClientConfigurer(
                            client ->
                                    client.disableAutomaticRetries()
                                            .disableCookieManagement()
                                            .disableRedirectHandling()
                                            .setUserAgent("kbsync"));
                });
    }
}
