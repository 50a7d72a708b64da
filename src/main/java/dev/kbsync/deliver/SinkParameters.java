package dev.kbsync.deliver;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.kbsync.page.SinkRoute;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static final Pattern CALL = Pattern.compile("kamelet:(?://)?([a-z0-9-]+-sink)\\?(.*)");

    private final ObjectProvider<CamelContext> camel;
    private volatile @Nullable ModelCamelContext context;

    /** They are asked for at every page. A route that is loaded anew has another definition. */
    private final LoadingCache<RouteDefinition, Call> calls =
            Caffeine.newBuilder().weakKeys().build(this::read);

    /** What a route calls, if that is a sink's Kamelet. */
    private record Call(String kamelet, Map<String, String> parameters) {

        static final Call NONE = new Call("", Map.of());
    }

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
        return camel().getRouteDefinitions().stream()
                .filter(route -> calls.get(route).kamelet().equals(kamelet))
                .map(route -> SinkRoute.sink(route.getRouteId()))
                .toList();
    }

    /** The name of the Kamelet that a sink's route calls; empty if it calls none. */
    String kamelet(String sink) {
        RouteDefinition route = route(sink);
        return route == null ? "" : calls.get(route).kamelet();
    }

    /** The parameters by name, placeholders resolved; empty if the route calls no Kamelet. */
    public Map<String, String> of(String sink) {
        RouteDefinition route = route(sink);
        return route == null ? Map.of() : calls.get(route).parameters();
    }

    /** A parameter with the Kamelet's default, if the route does not tell it; empty if neither. */
    String effective(String sink, String name) {
        RouteDefinition route = route(sink);
        if (route == null) {
            return "";
        }
        Call call = calls.get(route);
        String told = call.parameters().get(name);
        return told == null ? byDefault(call.kamelet(), name) : told;
    }

    private String byDefault(String id, String name) {
        RouteTemplateDefinition kamelet = camel().getRouteTemplateDefinition(id);
        return kamelet == null || kamelet.getTemplateParameters() == null
                ? ""
                : kamelet.getTemplateParameters().stream()
                        .filter(parameter -> parameter.getName().equals(name))
                        .map(RouteTemplateParameterDefinition::getDefaultValue)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
    }

    private Call read(RouteDefinition route) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)
                .stream()
                .map(ToDefinition::getUri)
                .map(CALL::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(call -> new Call(call.group(1), parse(call.group(2))))
                .orElse(Call.NONE);
    }

    private ModelCamelContext camel() {
        ModelCamelContext known = context;
        if (known == null) {
            known = (ModelCamelContext) camel.getObject();
            context = known;
        }
        return known;
    }

    private @Nullable RouteDefinition route(String sink) {
        return camel().getRouteDefinition(SinkRoute.id(sink));
    }

    private Map<String, String> parse(String query) {
        Map<String, String> parameters = new HashMap<>();
        try {
            Map<String, Object> parsed =
                    URISupport.parseQuery(camel().resolvePropertyPlaceholders(query), true);
            URISupport.resolveRawParameterValues(parsed);
            parsed.forEach((key, value) -> parameters.put(key, String.valueOf(value)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Map.of(); // The route does not run either, and says why.
        }
        return Map.copyOf(parameters);
    }
}
