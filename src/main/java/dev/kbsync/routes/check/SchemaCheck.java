package dev.kbsync.routes.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.springframework.util.function.SingletonSupplier;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Camel's own schema, by which graphical editors open a file. */
final class SchemaCheck implements Check.OfOneFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Large, so it is read once, when it is first needed. */
    private static final Supplier<JsonSchema> SCHEMA = SingletonSupplier.of(SchemaCheck::schema);

    private static JsonSchema schema() {
        try (InputStream in =
                Objects.requireNonNull(
                        CamelContext.class.getResourceAsStream("/schema/camelYamlDsl.json"))) {
            return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Finding> check(YamlText file) {
        Node root = file.root();
        JsonNode routes = JSON.valueToTree(file.tree());
        if (file.isKamelet()) {
            // The schema knows routes only; a Kamelet's template is one.
            routes = JSON.createArrayNode().add(routes.path("spec").path("template"));
            root =
                    YamlText.child(root, "spec")
                            .flatMap(spec -> YamlText.child(spec, "template"))
                            .orElse(root);
        }
        Map<Integer, Finding> byLine = new LinkedHashMap<>();
        for (ValidationMessage message : SCHEMA.get().validate(routes)) {
            int line = YamlText.line(at(root, message, file.isKamelet() ? 1 : 0));
            String text = message.getMessage().replaceFirst("^\\$[^:]*: ", "");
            byLine.putIfAbsent(line, Finding.error(file.name(), line, "Camel's schema: " + text));
        }
        return List.copyOf(byLine.values());
    }

    private static Node at(Node root, ValidationMessage message, int skipped) {
        Node node = root;
        for (int i = skipped; i < message.getInstanceLocation().getNameCount(); i++) {
            Object step = message.getInstanceLocation().getElement(i);
            if (step instanceof Integer index
                    && node instanceof SequenceNode list
                    && index < list.getValue().size()) {
                node = list.getValue().get(index);
            } else {
                node = YamlText.child(node, String.valueOf(step)).orElse(node);
            }
        }
        return node;
    }
}
