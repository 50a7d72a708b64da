package dev.kbsync.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spring.boot.SpringPropertiesParser;
import org.apache.camel.support.DefaultRegistry;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tries a route file out in a Camel context of its own, which is thrown away afterwards. Routes are
 * created there with the application's beans and settings, but none is started: nothing is
 * consumed, fired or sent, and the routes that run are not touched.
 */
@Component
class RouteRehearsal {

    private static final String NAME = "route-rehearsal";

    private final ModelCamelContext camel;
    private final Environment settings;
    private final Kamelets kamelets;

    RouteRehearsal(CamelContext camel, Environment settings, Kamelets kamelets) {
        this.kamelets = kamelets;
        this.camel = (ModelCamelContext) camel;
        this.settings = settings;
    }

    /**
     * @param shared the other files, whose route configurations and templates this one may use
     * @throws RouteFileException with the reason, if the file could not run
     */
    void tryOut(String name, String text, Collection<RouteFile> shared) {
        try (DefaultCamelContext stage = stage()) {
            for (RouteFile other : shared) {
                RouteFile.read(stage, other.name(), other.text()).addShared(stage);
            }
            RouteFile file = RouteFile.read(stage, name, text);
            add(file, stage);
            addUsers(file, shared, stage);
        } catch (Exception e) {
            throw RouteFileException.of(e);
        }
    }

    /**
     * Tries files out together, as they would be loaded at a start.
     *
     * @param texts by name, in the order in which they are loaded
     * @return why some could not run, by name
     */
    Map<String, String> tryOutAll(Map<String, String> texts) {
        Map<String, String> failed = new LinkedHashMap<>();
        try (DefaultCamelContext stage = stage()) {
            texts.forEach(
                    (name, text) -> {
                        try {
                            add(RouteFile.read(stage, name, text), stage);
                        } catch (Exception e) {
                            failed.put(name, RouteFileException.of(e).reason());
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return failed;
    }

    /** What is made of a Kamelet shows only where a route calls it. */
    private static void addUsers(
            RouteFile kamelet, Collection<RouteFile> others, DefaultCamelContext stage)
            throws Exception {
        for (RouteFile other : others) {
            if (Kamelets.isKamelet(kamelet.name()) && other.buildsOn(kamelet)) {
                try {
                    RouteFile.read(stage, other.name(), other.text()).add(stage);
                } catch (FailedToCreateRouteException e) {
                    throw RouteFileException.of(e, kamelet);
                }
            }
        }
    }

    private static void add(RouteFile file, DefaultCamelContext stage) throws Exception {
        try {
            file.add(stage);
            for (RouteTemplateDefinition template : file.templates()) {
                if (template.getId().equals(Schedules.TEMPLATE)) {
                    Schedules.example(stage).add();
                }
            }
        } catch (FailedToCreateRouteException e) {
            throw RouteFileException.of(e, file);
        }
    }

    private DefaultCamelContext stage() {
        DefaultCamelContext stage =
                new DefaultCamelContext(
                        new DefaultRegistry(new ApplicationBeans(camel.getRegistry())));
        stage.getCamelContextExtension().setName(NAME);
        stage.setAutoStartup(false);
        stage.setSourceLocationEnabled(true);
        ((PropertiesComponent) stage.getPropertiesComponent())
                .setPropertiesParser(new SpringPropertiesParser(settings));
        camel.getRegistry()
                .findByType(ThreadPoolProfile.class)
                .forEach(stage.getExecutorServiceManager()::registerThreadPoolProfile);
        stage.addComponent("quartz", silentQuartz());
        stage.addComponent("kamelet", kamelets.component());
        stage.start();
        return stage;
    }

    /**
     * One that never fires; without a name of its own it would be the running one. It has no
     * threads, since to stop one takes half a second.
     */
    private static QuartzComponent silentQuartz() {
        QuartzComponent quartz = new QuartzComponent();
        quartz.setAutoStartScheduler(false);
        quartz.setProperties(
                Map.of(
                        "org.quartz.scheduler.instanceName", NAME,
                        "org.quartz.scheduler.skipUpdateCheck", "true",
                        "org.quartz.threadPool.class", "org.quartz.simpl.ZeroSizeThreadPool"));
        return quartz;
    }
}
