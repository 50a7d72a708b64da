package dev.kbsync.routes.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * An address that a step calls or a route reads.
 *
 * @param uri without its query
 * @param parameters from the query and from {@code parameters}
 * @param reads whether a route reads from it
 */
record CalledEndpoint(
        String uri, Map<String, Node> parameters, Node node, MappingNode step, boolean reads) {

    private static final Set<String> SHORT = Set.of("to", "toD", "wireTap", "from");

    static List<CalledEndpoint> in(YamlText file) {
        return file.entries().stream()
                .filter(
                        entry ->
                                entry.value() instanceof ScalarNode
                                        && (entry.key().equals("uri")
                                                || SHORT.contains(entry.key())))
                .map(entry -> of(file, entry))
                .toList();
    }

    private static CalledEndpoint of(YamlText file, YamlText.Entry entry) {
        String address = YamlText.scalar(entry.value());
        int query = address.indexOf('?');
        Map<String, Node> parameters = new LinkedHashMap<>();
        if (query >= 0) {
            for (String pair : address.substring(query + 1).split("&", -1)) {
                parameters.put(pair.replaceFirst("=.*", ""), entry.value());
            }
        }
        YamlText.child(entry.parent(), "parameters")
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast)
                .ifPresent(
                        map ->
                                map.getValue()
                                        .forEach(
                                                tuple ->
                                                        parameters.put(
                                                                YamlText.scalar(tuple.getKeyNode()),
                                                                tuple.getValueNode())));
        boolean reads =
                entry.key().equals("from")
                        || file.entries().stream()
                                .anyMatch(
                                        other ->
                                                other.key().equals("from")
                                                        && other.value().equals(entry.parent()));
        String uri =
                (query < 0 ? address : address.substring(0, query))
                        .replaceFirst("^(\\w+)://", "$1:");
        if (uri.matches("direct|seda") && parameters.containsKey("name")) {
            // As graphical editors write it.
            uri += ":" + YamlText.scalar(parameters.get("name"));
        }
        return new CalledEndpoint(uri, parameters, entry.value(), entry.parent(), reads);
    }

    int line() {
        return YamlText.line(node);
    }
}
