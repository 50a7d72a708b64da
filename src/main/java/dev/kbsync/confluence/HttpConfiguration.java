package dev.kbsync.confluence;

import dev.kbsync.egress.AnswerLimit;
import dev.kbsync.egress.Egress;
import dev.kbsync.egress.Egress.Patience;
import java.time.Duration;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the components {@code http} and {@code https} talk, for every route. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    /** Unless a route says otherwise, an answer is taken for small; the rest of it is not read. */
    @Bean
    ComponentCustomizer httpCustomizer(ConfluenceProperties properties, Egress egress) {
        return ComponentCustomizer.forType(
                HttpComponent.class,
                http -> {
                    http.setClientConnectionManager(
                            egress.connections(
                                    new Patience(
                                            properties.connectTimeout(),
                                            properties.responseTimeout(),
                                            properties.connections())));
                    http.setConnectTimeout(properties.connectTimeout().toMillis());
                    http.setResponseTimeout(properties.responseTimeout().toMillis());
                    http.setConnectionRequestTimeout(properties.responseTimeout().toMillis());
                    http.setHttpClientConfigurer(
                            client -> egress.configure(client, AnswerLimit.SMALL));
                });
    }

    /**
     * For the route {@code confluence}: a page of results may be large, and is read as it comes.
     */
    @Bean
    HttpClientConfigurer largeAnswers(Egress egress) {
        return client -> egress.configure(client, AnswerLimit.large(Duration.ZERO));
    }
}
