package dev.kbsync.routes.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Route files are copied, compared and shared: no secret may stand in one. Its value is not told.
 */
final class SecretCheck implements Check.OfOneFile {

    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i).*(password|passwd|passphrase|secret|token|api-?key|access-?key|private-?key|credentials?)");
    private static final Pattern IN_ADDRESS =
            Pattern.compile("(?i)[a-z][\\w+.-]*://[^/@\\s{}]+:[^/@\\s{}]+@.*");
    private static final Pattern IN_QUERY =
            Pattern.compile(
                    "(?i).*[?&]\\w*(password|secret|token|api-?key)\\w*=(?!RAW\\(\\{\\{|\\{\\{)[^&]+.*");

    private final KameletCatalog catalog;

    SecretCheck(KameletCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<Finding> check(YamlText file) {
        List<Finding> findings = new ArrayList<>();
        for (YamlText.Entry entry : file.entries()) {
            String value = YamlText.scalar(entry.value());
            boolean header =
                    entry.key().equals("constant")
                            && YamlText.text(entry.parent(), "name")
                                    .matches("(?i)authorization|x-api-key|api-key");
            boolean address =
                    IN_ADDRESS.matcher(value).matches() || IN_QUERY.matcher(value).matches();
            if (address || (header && isLiteral(value))) {
                add(file, entry.value(), findings);
            }
        }
        for (CalledEndpoint call : CalledEndpoint.in(file)) {
            call.parameters()
                    .forEach(
                            (name, value) -> {
                                boolean secret =
                                        SECRET.matcher(name).matches() || isSecret(call, name);
                                if (secret
                                        && !value.equals(call.node())
                                        && isLiteral(YamlText.scalar(value))) {
                                    add(file, value, findings);
                                }
                            });
        }
        return findings;
    }

    private boolean isSecret(CalledEndpoint call, String parameter) {
        return catalog.find(call.uri().replaceFirst("^kamelet:", "")).stream()
                .map(kamelet -> kamelet.parameters().get(parameter))
                .anyMatch(known -> known != null && known.secret());
    }

    private static boolean isLiteral(String value) {
        return !value.isBlank() && !value.contains("{{") && !value.contains("${");
    }

    private static void add(YamlText file, Node value, List<Finding> findings) {
        findings.add(
                Finding.error(
                        file.name(),
                        YamlText.line(value),
                        "a secret stands in the file; set it as kbsync.sinks.<name>.<key> or in the environment, and refer to that"));
    }
}
