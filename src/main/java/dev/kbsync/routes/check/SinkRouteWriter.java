package dev.kbsync.routes.check;

import dev.kbsync.routes.check.KameletDefinition.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the short route of a sink: who feeds it, and which Kamelet with which parameters. */
public final class SinkRouteWriter {

    private static final int WIDTH = 116;
    private static final String INDENT = "              ";

    private final KameletDefinition kamelet;
    private final String name;

    /**
     * For one sink.
     *
     * @param name the sink's name, which has been checked
     */
    public SinkRouteWriter(KameletDefinition kamelet, String name) {
        this.kamelet = kamelet;
        this.name = name;
    }

    /** The file. */
    public String text() {
        StringBuilder text = new StringBuilder();
        comment(text, "", kamelet.title() + ". " + kamelet.description());
        text.append(
                """
                #
                # In:        a delivery, see src/site/markdown/sinks.md, "What a sink gets".
                # Out:       the same delivery; a route that ends without an error has delivered it.
                # May edit:  the parameters, and steps of your own before and after the Kamelet.
                # Must stay: the route's id and address, and the parameter name.
                - route:
                    id: deliver-to-%1$s
                    description: Delivers documents to %1$s (%2$s)
                    from:
                      uri: direct:deliver-to-%1$s
                      steps:
                        - to:
                            id: to-%1$s
                            uri: kamelet:%3$s
                            parameters:
                """
                        .formatted(
                                name,
                                kamelet.title().replaceAll("[:#{}\\[\\]\"']", ""),
                                kamelet.id()));
        kamelet.parameters().forEach((key, parameter) -> parameter(text, key, parameter));
        return text.toString();
    }

    private void parameter(StringBuilder text, String key, Parameter parameter) {
        String described = parameter.title() + ": " + parameter.description();
        comment(text, INDENT, described + (isMissing(parameter) ? " (required)" : ""));
        if (key.equals("name")) {
            line(text, "name: " + name);
        } else if (!isMissing(parameter)) {
            line(text, "# %s: %s".formatted(key, quoted(parameter.fallback())));
        } else {
            line(text, "%s: \"RAW({{%s}})\"".formatted(key, setting(key)));
        }
    }

    /** What else has to be done until the sink gets documents. */
    public String nextSteps() {
        List<String> settings = new ArrayList<>();
        for (Map.Entry<String, Parameter> entry : kamelet.parameters().entrySet()) {
            if (!entry.getKey().equals("name") && isMissing(entry.getValue())) {
                settings.add(setting(entry.getKey()));
            }
        }
        return (settings.isEmpty() ? "" : "Set %s.%n".formatted(String.join(" and ", settings)))
                + "Add %s to kbsync.deliver.to, then run: routes check%n".formatted(name);
    }

    private static boolean isMissing(Parameter parameter) {
        return parameter.required() && !parameter.hasDefault();
    }

    private String setting(String key) {
        return "kbsync.sinks.%s.%s"
                .formatted(
                        name, key.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT));
    }

    private static String quoted(String value) {
        return value.matches("[\\w.]+")
                ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void line(StringBuilder text, String line) {
        text.append(INDENT).append(line).append('\n');
    }

    private static void comment(StringBuilder text, String indent, String words) {
        StringBuilder line = new StringBuilder(indent + "#");
        for (String word : words.split("\\s+", -1)) {
            if (line.length() + word.length() + 1 > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(indent + "#");
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }
}
