package dev.kbsync.routes.check;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A route file or Kamelet as a tree that knows its lines.
 *
 * @param name the file's name below the folder of routes
 */
record YamlText(String name, String text, Node root) {

    /** A key with its value, somewhere in the file. */
    record Entry(String key, Node value, MappingNode parent) {

        int line() {
            return YamlText.line(value);
        }
    }

    /**
     * @throws org.yaml.snakeyaml.error.YAMLException if it is no YAML, or empty
     */
    static YamlText parse(String name, String text) {
        Node root = yaml().compose(new StringReader(text));
        if (root == null) {
            throw new YAMLException("the file is empty");
        }
        return new YamlText(name, text, root);
    }

    /** The file as maps, lists and values. */
    Object tree() {
        return yaml().load(text);
    }

    private static Yaml yaml() {
        return new Yaml(new LoaderOptions());
    }

    boolean isKamelet() {
        return name.endsWith(".kamelet.yaml");
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** All entries of all maps, from top to bottom. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        collect(root, entries);
        return entries;
    }

    private static void collect(Node node, List<Entry> entries) {
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    entries.add(new Entry(key.getValue(), tuple.getValueNode(), map));
                }
                collect(tuple.getValueNode(), entries);
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> collect(item, entries));
        }
    }

    /** All values that are neither maps nor lists. */
    Stream<ScalarNode> scalars() {
        List<ScalarNode> scalars = new ArrayList<>();
        collectScalars(root, scalars);
        return scalars.stream();
    }

    private static void collectScalars(Node node, List<ScalarNode> scalars) {
        if (node instanceof MappingNode map) {
            map.getValue().forEach(tuple -> collectScalars(tuple.getValueNode(), scalars));
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> collectScalars(item, scalars));
        } else if (node instanceof ScalarNode scalar) {
            scalars.add(scalar);
        }
    }

    /** What stands under a key of a map. */
    static Optional<Node> child(Node node, String key) {
        return node instanceof MappingNode map
                ? map.getValue().stream()
                        .filter(
                                t ->
                                        t.getKeyNode() instanceof ScalarNode k
                                                && k.getValue().equals(key))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    /** The text under a key of a map; empty if there is none. */
    static String text(Node node, String key) {
        return child(node, key).map(YamlText::scalar).orElse("");
    }

    static String scalar(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** The definitions of routes, with what they are: route, routeTemplate and so on. */
    List<Entry> definitions() {
        return root instanceof SequenceNode list
                ? list.getValue().stream().flatMap(item -> first(item).stream()).toList()
                : List.of();
    }

    private static List<Entry> first(Node item) {
        return item instanceof MappingNode map
                ? map.getValue().stream()
                        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode)
                        .map(t -> new Entry(scalar(t.getKeyNode()), t.getValueNode(), map))
                        .toList()
                : List.of();
    }
}
