package dev.kbsync.routes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.LineNumberAware;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.URISupport;

/**
 * A route file as one Camel context has read it: what it defines, and how that is added and
 * removed.
 *
 * @param configurations the route configurations in it, which are all there is for other files to
 *     build on, beside its templates
 */
record RouteFile(
        String name,
        String text,
        RouteBuilder builder,
        List<RouteConfigurationDefinition> configurations) {

    /**
     * Reads a file without running anything of it.
     *
     * @throws Exception if Camel cannot make sense of it; the message names the line
     */
    static RouteFile read(CamelContext camel, String name, String text) throws Exception {
        RouteBuilder builder =
                (RouteBuilder)
                        PluginHelper.getRoutesLoader(camel)
                                .findRoutesBuilders(ResourceHelper.fromString("file:" + name, text))
                                .iterator()
                                .next();
        builder.configureRoutes(camel);
        List<RouteConfigurationDefinition> configurations = List.of();
        if (builder instanceof RouteConfigurationBuilder configuring) {
            configuring.configuration();
            configurations = configuring.getRouteConfigurationCollection().getRouteConfigurations();
        }
        RouteFile file = new RouteFile(name, text, builder, configurations);
        file.requireContent();
        file.requireNameOfKamelet();
        file.requireInputs();
        file.nameNameless();
        return file;
    }

    private void requireContent() {
        if (routes().isEmpty()
                && templates().isEmpty()
                && instances().isEmpty()
                && configurations.isEmpty()
                && builder.getBeans().isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no route in it; a route file is a list, and each of its entries begins with \"- route:\"");
        }
    }

    /** Routes call a Kamelet by the name in it, and Camel looks for it by that of its file. */
    private void requireNameOfKamelet() {
        String called = Kamelets.id(name);
        if (Kamelets.isKamelet(name)
                && templates().stream().noneMatch(template -> template.getId().equals(called))) {
            throw new IllegalArgumentException(
                    "the name in its metadata is not \"%s\"; a Kamelet and its file have one name"
                            .formatted(called));
        }
    }

    private void requireInputs() {
        for (RouteDefinition route : routes()) {
            if (route.getInput() == null) {
                throw new IllegalArgumentException(
                        "a route lacks its \"from\"%s"
                                .formatted(
                                        route.getRouteId() == null
                                                ? ""
                                                : ": " + route.getRouteId()));
            }
        }
    }

    /** The line of a step that Camel describes so; zero or less if it is not known. */
    int lineOf(String step) {
        return Stream.concat(
                        routes().stream(),
                        templates().stream().map(RouteTemplateDefinition::getRoute))
                .flatMap(
                        route ->
                                ProcessorDefinitionHelper.filterTypeInOutputs(
                                        route.getOutputs(), LineNumberAware.class)
                                        .stream())
                .filter(definition -> definition.toString().equals(step))
                // Camel counts from zero.
                .mapToInt(definition -> definition.getLineNumber() + 1)
                .findFirst()
                .orElse(0);
    }

    /** The same names at every reading; Camel would count on. */
    private void nameNameless() {
        int number = 0;
        for (RouteDefinition route : routes()) {
            number++;
            if (route.getRouteId() == null) {
                route.routeId(stem() + "-" + number);
            }
        }
        for (TemplatedRouteDefinition instance : instances()) {
            number++;
            if (instance.getRouteId() == null) {
                instance.setRouteId(stem() + "-" + number);
            }
        }
    }

    private String stem() {
        return RouteFolder.stem(name);
    }

    private List<RouteDefinition> routes() {
        return builder.getRouteCollection().getRoutes();
    }

    List<RouteTemplateDefinition> templates() {
        return builder.getRouteTemplateCollection().getRouteTemplates();
    }

    private List<TemplatedRouteDefinition> instances() {
        return builder.getTemplatedRouteCollection().getTemplatedRoutes();
    }

    /** Ids of the routes that run once the file is added. */
    Set<String> routeIds() {
        return Stream.concat(
                        routes().stream().map(RouteDefinition::getRouteId),
                        instances().stream().map(TemplatedRouteDefinition::getRouteId))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What became of it, for the log; a Kamelet has no route of its own. */
    String summary() {
        Set<String> ids = routeIds();
        return ids.isEmpty() ? "is read" : "runs: " + String.join(", ", ids);
    }

    /** What no other file may define as well, in words: {@code route "page"}. */
    List<String> claims(CamelContext camel) {
        List<String> claims = new ArrayList<>();
        routeIds().forEach(id -> claims.add("the route \"" + id + "\""));
        templates().forEach(t -> claims.add("the template \"" + t.getId() + "\""));
        configurations.stream()
                .map(RouteConfigurationDefinition::getId)
                .filter(Objects::nonNull)
                .forEach(id -> claims.add("the route configuration \"" + id + "\""));
        routes().stream()
                .map(route -> address(camel, route.getInput().getEndpointUri()))
                .forEach(uri -> claims.add("a route from \"" + uri + "\""));
        return claims;
    }

    private static String address(CamelContext camel, String uri) {
        try {
            String normal = URISupport.normalizeUri(camel.resolvePropertyPlaceholders(uri));
            // Of these components one address has one reader, whatever its options.
            return normal.matches("(direct|seda):.*") ? normal.replaceAll("\\?.*", "") : normal;
        } catch (Exception e) {
            return uri;
        }
    }

    /** Whether this one has to be loaded again when the other one was, or is gone. */
    boolean buildsOn(RouteFile other) {
        boolean configured =
                other.configurations.stream()
                        .anyMatch(
                                configuration ->
                                        configuration.getId() == null
                                                || routes().stream()
                                                        .anyMatch(
                                                                route ->
                                                                        route
                                                                                        .getRouteConfigurationId()
                                                                                != null));
        Set<String> templates =
                other.templates().stream()
                        .map(RouteTemplateDefinition::getId)
                        .collect(Collectors.toSet());
        return configured
                || templates.stream().anyMatch(template -> KameletRoutes.calls(text, template))
                || instances().stream()
                        .anyMatch(instance -> templates.contains(instance.getRouteTemplateRef()));
    }

    /** Adds only what other files build on. */
    void addShared(ModelCamelContext camel) throws Exception {
        camel.addRouteConfigurations(configurations);
        camel.addRouteTemplateDefinitions(templates());
    }

    /** Adds everything; what was added until something failed is taken back. */
    void add(ModelCamelContext camel) throws Exception {
        try {
            camel.addRouteConfigurations(configurations);
            KameletRoutes.removeTemplates(camel, templates());
            // Read once more: Camel applies route configurations to routes while it reads them.
            RouteBuilder configured = read(camel, name, text).builder;
            // Adds the templates as well.
            configured.updateRoutesToCamelContext(camel);
            configured.addTemplatedRoutesToCamelContext(camel);
        } catch (Exception e) {
            remove(camel);
            throw e;
        }
    }

    /** Removes everything that was added of it. */
    void remove(ModelCamelContext camel) throws Exception {
        for (String id : routeIds()) {
            camel.getRouteController().stopRoute(id);
            camel.removeRoute(id);
            RouteDefinition definition = camel.getRouteDefinition(id);
            if (definition != null) {
                camel.removeRouteDefinition(definition);
            }
            KameletRoutes.removeBelow(camel, id);
        }
        KameletRoutes.removeTemplates(camel, templates());
        for (RouteConfigurationDefinition configuration : configurations) {
            // Not removeRouteConfiguration, which does not find nameless ones.
            camel.getRouteConfigurationDefinitions().removeIf(found -> found == configuration);
        }
    }
}
