package dev.kbsync.deliver;

import dev.kbsync.page.SinkRoute;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the route of a sink tells the Kamelet that it calls. */
@Component
public class SinkParameters {

    private final ObjectProvider<CamelContext> camel;

    /**
     * @param camel only asked when routes run: it needs beans that need this one
     */
    SinkParameters(ObjectProvider<CamelContext> camel) {
        this.camel = camel;
    }

    /** Whether the sink has a route. */
    boolean known(String sink) {
        return route(sink) != null;
    }

    /** The names of the sinks whose routes call a Kamelet. */
    public List<String> sinks(String kamelet) {
        return ((ModelCamelContext) camel.getObject())
                .getRouteDefinitions().stream()
                        .filter(
                                route ->
                                        call(route)
                                                .filter(
                                                        uri ->
                                                                uri.matches(
                                                                        "kamelet:(//)?"
                                                                                + kamelet
                                                                                + "\\?.*"))
                                                .isPresent())
                        .map(route -> SinkRoute.sink(route.getRouteId()))
                        .toList();
    }

    /** The parameters by name, placeholders resolved; empty if the route calls no Kamelet. */
    public Map<String, String> of(String sink) {
        Map<String, String> parameters = new HashMap<>();
        RouteDefinition route = route(sink);
        if (route != null) {
            call(route).ifPresent(uri -> parameters.putAll(parse(uri)));
        }
        return parameters;
    }

    private static Optional<String> call(RouteDefinition route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)
                .stream()
                .map(ToDefinition::getUri)
                .filter(uri -> uri.matches("kamelet:(//)?[a-z0-9-]+-sink\\?.*"))
                .findFirst();
    }

    private @Nullable RouteDefinition route(String sink) {
        return ((ModelCamelContext) camel.getObject()).getRouteDefinition(SinkRoute.id(sink));
    }

    private Map<String, String> parse(String uri) {
        Map<String, String> parsed = new HashMap<>();
        try {
            String resolved = camel.getObject().resolvePropertyPlaceholders(uri);
            Map<String, Object> query =
                    URISupport.parseQuery(resolved.substring(resolved.indexOf('?') + 1), true);
            URISupport.resolveRawParameterValues(query);
            query.forEach((key, value) -> parsed.put(key, String.valueOf(value)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Map.of(); // The route does not run either, and says why.
        }
        return parsed;
    }
}
