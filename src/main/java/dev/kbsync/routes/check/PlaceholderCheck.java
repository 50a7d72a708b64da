package dev.kbsync.routes.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A placeholder without a setting keeps its file from loading. */
final class PlaceholderCheck implements Check.OfOneFile {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final Pattern LATE = Pattern.compile("\\$\\{properties:([^{}]+)}");
    private static final Pattern ELSEWHERE = Pattern.compile("(env|sys|service|bean|secret):.*");

    private final Predicate<String> isSet;
    private final Collection<String> known;

    PlaceholderCheck(Predicate<String> isSet, Collection<String> known) {
        this.isSet = isSet;
        this.known = known;
    }

    @Override
    public List<Finding> check(YamlText file) {
        Set<String> parameters = parameters(file);
        List<Finding> findings = new ArrayList<>();
        file.scalars()
                .forEach(
                        scalar -> {
                            check(file, scalar, PLACEHOLDER, parameters, findings);
                            check(file, scalar, LATE, parameters, findings);
                        });
        return findings;
    }

    private void check(
            YamlText file,
            ScalarNode scalar,
            Pattern pattern,
            Set<String> parameters,
            List<Finding> findings) {
        Matcher matcher = pattern.matcher(scalar.getValue());
        while (matcher.find()) {
            String key = matcher.group(1).strip();
            boolean optional = key.startsWith("?") || key.contains(":") || key.contains("{{");
            if (!optional
                    && !ELSEWHERE.matcher(key).matches()
                    && !parameters.contains(key)
                    && !isSet.test(key)) {
                findings.add(
                        Finding.error(
                                file.name(),
                                YamlText.line(scalar),
                                "nothing sets \"%s\"; set it, or write a default after a colon%s"
                                        .formatted(key, Nearest.hint(key, near(key)))));
            }
        }
    }

    /** A setting with a name that has nothing to do with it is no help. */
    private List<String> near(String key) {
        return known.stream()
                .filter(other -> Nearest.distance(other, key) <= Math.max(2, key.length() / 5))
                .toList();
    }

    /** What templates in the file are given by those who use them. */
    private static Set<String> parameters(YamlText file) {
        Set<String> parameters = new HashSet<>();
        for (YamlText.Entry entry : file.entries()) {
            if (entry.key().equals("name")) {
                parameters.add(YamlText.scalar(entry.value()));
            }
        }
        if (file.isKamelet()) {
            parameters.addAll(KameletDefinition.of("", file.tree()).parameters().keySet());
        }
        return file.isKamelet() || file.text().contains("routeTemplate") ? parameters : Set.of();
    }
}
