package dev.kbsync.routes.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** All that can be told of route files by reading them. */
public final class RouteChecks {

    private final List<Check> checks;

    /**
     * Checks against what an application has.
     *
     * @param routes the folder of routes
     * @param sinks the names of the sinks that sites deliver to
     */
    public RouteChecks(
            Path routes,
            ListableBeanFactory beans,
            ConfigurableEnvironment settings,
            Set<String> sinks) {
        KameletCatalog catalog = new KameletCatalog(routes);
        this.checks =
                List.of(
                        new SchemaCheck(),
                        new NameCheck(),
                        new BeanCheck(beans),
                        new PlaceholderCheck(settings::containsProperty, names(settings)),
                        new KameletCheck(catalog, value -> resolved(value, settings)),
                        new SecretCheck(catalog),
                        new AddressCheck(sinks));
    }

    /**
     * Checks files that Camel would load together.
     *
     * @param texts the files by their names below the folder
     * @return what is to be mended, by file and line
     */
    public List<Finding> check(Map<String, String> texts) {
        List<Finding> findings = new ArrayList<>();
        List<YamlText> files = new ArrayList<>();
        texts.forEach(
                (name, text) -> {
                    try {
                        YamlText file = YamlText.parse(name, text);
                        file.tree();
                        files.add(file);
                    } catch (MarkedYAMLException e) {
                        int line =
                                e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
                        findings.add(Finding.error(name, line, "it is no YAML: " + e.getProblem()));
                    } catch (YAMLException e) {
                        findings.add(Finding.error(name, 0, "it is no YAML: " + e.getMessage()));
                    }
                });
        checks.forEach(check -> findings.addAll(check.check(files)));
        findings.sort(Comparator.comparing(Finding::file).thenComparingInt(Finding::line));
        return findings;
    }

    private static Collection<String> names(ConfigurableEnvironment settings) {
        return settings.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(
                        source ->
                                List.of(((EnumerablePropertySource<?>) source).getPropertyNames())
                                        .stream())
                .filter(name -> name.startsWith("kbsync."))
                .distinct()
                .toList();
    }

    private static String resolved(String value, ConfigurableEnvironment settings) {
        return value.matches("\\{\\{[\\w.-]+}}")
                ? settings.getProperty(value.substring(2, value.length() - 2), value)
                : value;
    }
}
