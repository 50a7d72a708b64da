package dev.kbsync.routes;

import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Where the kinds of sinks are described that route files use: {@code kamelet:<kind>-sink}. */
@Component
class Kamelets {

    static final String ENDING = ".kamelet.yaml";

    private final String locations;

    Kamelets(RouteFolder folder) {
        // The operator's files, those shipped, the public catalogue; the first that exists counts.
        this.locations =
                "file:%s,classpath:routes/kamelets,classpath:kamelets"
                        .formatted(folder.kamelets().toString().replace('\\', '/'));
    }

    /** Whether a file of this name describes a Kamelet. */
    static boolean isKamelet(String name) {
        return name.endsWith(ENDING);
    }

    /** What the Kamelet in a file of this name is called. */
    static String id(String name) {
        return name.replaceFirst(".*/", "").replace(ENDING, "");
    }

    @Bean
    ComponentCustomizer kameletCustomizer() {
        return ComponentCustomizer.forType(KameletComponent.class, this::configure);
    }

    KameletComponent component() {
        KameletComponent component = new KameletComponent();
        configure(component);
        return component;
    }

    private void configure(KameletComponent component) {
        component.setLocation(locations);
        // A call of what is not there fails at once.
        component.setBlock(false);
        // The route that calls a Kamelet repeats the whole call, and knows what it handed over.
        component.setNoErrorHandler(true);
    }
}
