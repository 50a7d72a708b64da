package dev.kbsync.deliver;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.kbsync.page.SinkRoute;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the route of a sink tells the Kamelet that it calls. */
@Component
public class SinkParameters {

    private static final Pattern CALL = Pattern.compile("kamelet:(?://)?([a-z0-9-]+-sink)\\?");

    private final ObjectProvider<CamelContext> camel;

    /** Which Kamelet a route calls. It is asked for each page, and a reload makes another route. */
    private final LoadingCache<RouteDefinition, Optional<String>> calls =
            Caffeine.newBuilder().weakKeys().build(SinkParameters::find);

    /** By the call with its placeholders resolved, as settings may change. */
    private final LoadingCache<String, Map<String, String>> parsed =
            Caffeine.newBuilder().maximumSize(100).build(SinkParameters::parse);

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
        Optional<String> wanted = Optional.of(kamelet);
        return ((ModelCamelContext) camel.getObject())
                .getRouteDefinitions().stream()
                        .filter(route -> call(route).map(SinkParameters::kamelet).equals(wanted))
                        .map(route -> SinkRoute.sink(route.getRouteId()))
                        .toList();
    }

    private static String kamelet(String uri) {
        Matcher call = CALL.matcher(uri);
        return call.lookingAt() ? call.group(1) : "";
    }

    /** The parameters by name, placeholders resolved; empty if the route calls no Kamelet. */
    public Map<String, String> of(String sink) {
        RouteDefinition route = route(sink);
        return Optional.ofNullable(route)
                .flatMap(this::call)
                .map(this::parameters)
                .orElse(Map.of());
    }

    private Map<String, String> parameters(String uri) {
        try {
            return parsed.get(camel.getObject().resolvePropertyPlaceholders(uri));
        } catch (IllegalArgumentException e) {
            return Map.of(); // The route does not run either, and says why.
        }
    }

    /** A parameter with the Kamelet's default, if the route does not tell it; empty if neither. */
    String effective(String sink, String name) {
        String told = of(sink).get(name);
        RouteDefinition route = told == null ? route(sink) : null;
        return route == null
                ? Objects.requireNonNullElse(told, "")
                : call(route).map(uri -> byDefault(uri, name)).orElse("");
    }

    private String byDefault(String uri, String name) {
        RouteTemplateDefinition kamelet =
                ((ModelCamelContext) camel.getObject()).getRouteTemplateDefinition(kamelet(uri));
        return kamelet == null || kamelet.getTemplateParameters() == null
                ? ""
                : kamelet.getTemplateParameters().stream()
                        .filter(parameter -> parameter.getName().equals(name))
                        .map(RouteTemplateParameterDefinition::getDefaultValue)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
    }

    private Optional<String> call(RouteDefinition route) {
        return calls.get(route);
    }

    private static Optional<String> find(RouteDefinition route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)
                .stream()
                .map(ToDefinition::getUri)
                .filter(uri -> CALL.matcher(uri).lookingAt())
                .findFirst();
    }

    private @Nullable RouteDefinition route(String sink) {
        return ((ModelCamelContext) camel.getObject()).getRouteDefinition(SinkRoute.id(sink));
    }

    private static Map<String, String> parse(String uri) {
        Map<String, String> parameters = new HashMap<>();
        try {
            Map<String, Object> query =
                    URISupport.parseQuery(uri.substring(uri.indexOf('?') + 1), true);
            URISupport.resolveRawParameterValues(query);
            query.forEach((key, value) -> parameters.put(key, String.valueOf(value)));
        } catch (URISyntaxException e) {
            return Map.of(); // The route does not run either, and says why.
        }
        return Map.copyOf(parameters);
    }
}
