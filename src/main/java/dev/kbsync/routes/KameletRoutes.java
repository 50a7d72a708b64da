package dev.kbsync.routes;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;

/**
 * What Camel makes of Kamelets: a template for each, and a route for each step that calls one. It
 * removes neither by itself, and of two templates with one id it uses the older.
 */
final class KameletRoutes {

    private KameletRoutes() {}

    /**
     * Removes the routes behind the Kamelets that a route calls, and those that they call, so that
     * they are made anew. The route is stopped by then: what is in progress comes to its end.
     */
    static void removeBelow(ModelCamelContext camel, String parent) throws Exception {
        for (RouteDefinition route : List.copyOf(camel.getRouteDefinitions())) {
            Map<String, Object> parameters = route.getTemplateParameters();
            if (Boolean.TRUE.equals(route.isKamelet())
                    && parameters != null
                    && parent.equals(parameters.get("parentRouteId"))) {
                camel.getRouteController().stopRoute(route.getRouteId());
                if (!camel.removeRoute(route.getRouteId())) {
                    // Left from a route that could not be made.
                    camel.removeRouteDefinition(route);
                }
                removeBelow(camel, route.getRouteId());
            }
        }
    }

    /** Removes templates, however often Camel has them. */
    static void removeTemplates(
            ModelCamelContext camel, Collection<RouteTemplateDefinition> templates)
            throws Exception {
        for (RouteTemplateDefinition template : templates) {
            RouteTemplateDefinition added = camel.getRouteTemplateDefinition(template.getId());
            while (added != null) {
                camel.removeRouteTemplateDefinition(added);
                added = camel.getRouteTemplateDefinition(template.getId());
            }
        }
    }

    /** Whether a text calls a Kamelet. */
    static boolean calls(String text, String kamelet) {
        return Pattern.compile("\\bkamelet:(//)?" + Pattern.quote(kamelet) + "(?![\\w-])")
                .matcher(text)
                .find();
    }
}
