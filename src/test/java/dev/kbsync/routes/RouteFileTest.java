package dev.kbsync.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.AdviceWithRouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.apache.camel.util.function.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

/**
 * A shipped route file alone in a Camel context: mock endpoints stand in for the routes and servers
 * it calls, and the test's own beans for the application's. All of these tests share one context.
 */
@CamelSpringBootTest
@SpringBootTest(
        classes = RouteFileTest.CamelAlone.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "kbsync.failures.retry-delay=1",
            "kbsync.confluence.retry-delay=1",
            "spring.main.log-startup-info=false"
        })
public abstract class RouteFileTest {

    @Autowired private ModelCamelContext camel;
    @Autowired private ProducerTemplate producer;

    /** No bean of kbsync, only its settings. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(CamelAutoConfiguration.class)
    static class CamelAlone {}

    protected final ModelCamelContext camel() {
        return camel;
    }

    protected final void bind(String name, Object bean) {
        camel.getRegistry().bind(name, bean);
    }

    /** Loads a file of {@code routes/} as it is; the beans that it names must have been bound. */
    protected final void load(String name) {
        try {
            Path file = Path.of("routes", name + ".camel.yaml");
            load(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What 9-failures does: it takes every failure that a route leaves to it. */
    protected final void loadHandlerOfAllFailures() {
        load(
                "9-failures.camel.yaml",
                """
                - routeConfiguration:
                    onException:
                      - onException:
                          exception: [ java.lang.Exception ]
                          handled: { constant: "true" }
                          steps:
                            - setBody: { constant: "taken for a failed delivery" }
                """);
    }

    /** Loads a file that an operator might add. */
    protected final void load(String name, String text) {
        try {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString("file:" + name, text));
        } catch (Exception e) {
            throw new IllegalStateException(name + " does not load", e);
        }
    }

    protected final void advise(
            String route, ThrowingConsumer<AdviceWithRouteBuilder, Exception> advice) {
        try {
            AdviceWith.adviceWith(camel, route, advice);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a body and answers with the exchange, whatever became of it. */
    protected final Exchange send(String endpoint, Object body) {
        return producer.send(endpoint, exchange -> exchange.getMessage().setBody(body));
    }

    protected final MockEndpoint mock(String name) {
        return camel.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    @AfterEach
    void unload() throws Exception {
        for (String id : camel.getRoutes().stream().map(route -> route.getId()).toList()) {
            camel.getRouteController().stopRoute(id);
            camel.removeRoute(id);
        }
        camel.removeRouteDefinitions(List.copyOf(camel.getRouteDefinitions()));
        camel.removeRouteTemplateDefinitions("*");
        camel.getRouteConfigurationDefinitions().clear();
        camel.removeEndpoints("*");
    }
}
