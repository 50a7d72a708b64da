package dev.kbsync.routes.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.Node;

/** Camel checks neither the names nor the types of a Kamelet's parameters. */
final class KameletCheck implements Check.OfOneFile {

    private static final String SCHEME = "kamelet:";

    /** The endpoint keeps these for itself; a Kamelet never sees them. */
    private static final Set<String> TAKEN =
            Set.of(
                    "timeout",
                    "block",
                    "location",
                    "routeId",
                    "templateId",
                    "noErrorHandler",
                    "failIfNoConsumers",
                    "bridgeErrorHandler",
                    "exchangePattern",
                    "exceptionHandler",
                    "lazyStartProducer");

    private final KameletCatalog catalog;
    private final UnaryOperator<String> resolved;

    /**
     * @param resolved a value with its placeholders replaced, as far as they are known
     */
    KameletCheck(KameletCatalog catalog, UnaryOperator<String> resolved) {
        this.catalog = catalog;
        this.resolved = resolved;
    }

    @Override
    public List<Finding> check(YamlText file) {
        List<Finding> findings = new ArrayList<>();
        if (file.isKamelet()) {
            definition(file, findings);
        }
        for (CalledEndpoint call : CalledEndpoint.in(file)) {
            String id = call.uri().startsWith(SCHEME) ? call.uri().substring(SCHEME.length()) : "";
            if (id.contains("/")) {
                findings.add(
                        Finding.error(
                                file.name(),
                                call.line(),
                                "\"%s\" gives the Kamelet a fixed id: where that is used twice, documents of one sink go to the other; write %s%s"
                                        .formatted(
                                                call.uri(), SCHEME, id.replaceFirst("/.*", ""))));
            } else if (!id.isEmpty() && !id.equals("source") && !id.equals("sink")) {
                call(file, call, id, findings);
            }
        }
        return findings;
    }

    private void definition(YamlText file, List<Finding> findings) {
        String id = file.name().replaceFirst(".*/", "").replace(".kamelet.yaml", "");
        String name =
                YamlText.child(file.root(), "metadata")
                        .map(metadata -> YamlText.text(metadata, "name"))
                        .orElse("");
        if (!name.equals(id)) {
            findings.add(
                    Finding.error(
                            file.name(),
                            1,
                            "metadata.name is \"%s\", but the file is called \"%s\"; both have to be the same"
                                    .formatted(name, id)));
        }
        catalog.find(id).stream()
                .flatMap(kamelet -> kamelet.parameters().keySet().stream())
                .filter(TAKEN::contains)
                .forEach(
                        taken ->
                                findings.add(
                                        Finding.error(
                                                file.name(),
                                                0,
                                                "the parameter \"%s\" never reaches the Kamelet, since Camel uses that name itself; choose another name"
                                                        .formatted(taken))));
    }

    private void call(YamlText file, CalledEndpoint call, String id, List<Finding> findings) {
        KameletDefinition kamelet = catalog.find(id).orElse(null);
        if (kamelet == null) {
            findings.add(
                    Finding.error(
                            file.name(),
                            call.line(),
                            "there is no Kamelet \"%s\"%s"
                                    .formatted(id, Nearest.hint(id, catalog.ids()))));
            return;
        }
        call.parameters()
                .forEach(
                        (name, value) -> {
                            KameletDefinition.Parameter known = kamelet.parameters().get(name);
                            if (known == null && !TAKEN.contains(name)) {
                                findings.add(
                                        Finding.error(
                                                file.name(),
                                                YamlText.line(value),
                                                "the Kamelet \"%s\" has no parameter \"%s\"%s"
                                                        .formatted(
                                                                id,
                                                                name,
                                                                Nearest.hint(
                                                                        name,
                                                                        kamelet.parameters()
                                                                                .keySet()))));
                            } else if (known != null && !fits(known.type(), value)) {
                                findings.add(
                                        Finding.error(
                                                file.name(),
                                                YamlText.line(value),
                                                "the parameter \"%s\" of the Kamelet \"%s\" has to be of type %s"
                                                        .formatted(name, id, known.type())));
                            }
                        });
        kamelet.parameters()
                .forEach(
                        (name, parameter) -> {
                            if (parameter.required()
                                    && !parameter.hasDefault()
                                    && !call.parameters().containsKey(name)) {
                                findings.add(
                                        Finding.error(
                                                file.name(),
                                                call.line(),
                                                "the Kamelet \"%s\" needs the parameter \"%s\" (%s)"
                                                        .formatted(id, name, parameter.title())));
                            }
                        });
    }

    private boolean fits(String type, Node node) {
        String value = resolved.apply(YamlText.scalar(node)).strip().toLowerCase(Locale.ROOT);
        if (value.contains("{{") || value.contains("${") || value.contains("=")) {
            return true; // Known only when the route runs, or part of a query.
        }
        return switch (type) {
            case "integer" -> value.matches("[+-]?\\d+");
            case "number" -> value.matches("[+-]?\\d+(\\.\\d+)?");
            case "boolean" -> value.matches("true|false");
            default -> true;
        };
    }
}
