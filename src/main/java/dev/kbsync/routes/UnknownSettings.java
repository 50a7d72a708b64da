package dev.kbsync.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.page.OneLine;
import dev.kbsync.site.Secret;
import dev.kbsync.site.SinkProperties;
import dev.kbsync.site.SiteProperties;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/** Warns of settings that nothing reads, which are misspelt ones most of the time. */
@Component
class UnknownSettings implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(UnknownSettings.class);
    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

    /** Where the settings that belong to no properties record have their values. */
    private static final String DEFAULTS = "class path resource [application.properties]";

    private static final Pattern OURS = Pattern.compile("(kbsync\\.|KBSYNC_).+");

    /** What Kubernetes tells of a service that is called kbsync. */
    private static final Pattern SERVICE =
            Pattern.compile("KBSYNC_.*?(SERVICE_(HOST|PORT).*|PORT(_\\d+_.*)?)");

    /** Names the file that a setting stands in; the setting itself is looked at. */
    private static final Pattern FILE = Pattern.compile("KBSYNC_.+_FILE");

    private static final Pattern PARAMETER = Pattern.compile("\\{\\{[?]?(kbsync\\.[^}:?]+)");

    /** What a Kamelet says it reads for the sink that uses it. */
    private static final Pattern OF_A_SINK =
            Pattern.compile("kbsync\\.sinks\\.(?:<name>|\\{\\{name}})\\.([a-z][a-z-]*)");

    private final ConfigurableEnvironment settings;
    private final RouteFolder routes;

    UnknownSettings(ConfigurableEnvironment settings, RouteFolder routes) {
        this.settings = settings;
        this.routes = routes;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<String> described = described();
        if (described.isEmpty()) {
            return; // Built without the annotation processor that describes them.
        }
        KnownSettings known = new KnownSettings(known(described));
        for (PropertySource<?> source : settings.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> keys && !isDefaults(source)) {
                for (String key : keys.getPropertyNames()) {
                    if (OURS.matcher(key).matches()
                            && !SERVICE.matcher(key).matches()
                            && !FILE.matcher(key).matches()) {
                        known.nearest(key).ifPresent(nearest -> warn(key, source, nearest));
                    }
                }
            }
        }
    }

    private static void warn(String key, PropertySource<?> source, String nearest) {
        log.warn(
                "Nothing reads the setting {} ({}); did you mean {}?",
                OneLine.of(key),
                source.getName(),
                nearest);
    }

    private static boolean isDefaults(PropertySource<?> source) {
        return source.getName().contains(DEFAULTS);
    }

    private static Set<String> described() {
        Set<String> described = new HashSet<>();
        try (InputStream in = UnknownSettings.class.getResourceAsStream(METADATA)) {
            for (JsonNode property : new ObjectMapper().readTree(in).path("properties")) {
                described.add(property.path("name").asText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        described.removeIf(key -> !key.startsWith("kbsync."));
        return described;
    }

    private Set<String> known(Set<String> described) {
        Set<String> known = new HashSet<>(described);
        known.add("kbsync.schedule.enabled");
        // Set by commands.
        known.addAll(
                Set.of("kbsync.vault.unreadable", "kbsync.data.must-exist", "kbsync.routes.load"));
        for (PropertySource<?> source : settings.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> keys && isDefaults(source)) {
                known.addAll(Set.of(keys.getPropertyNames()));
            }
        }
        routes.texts()
                .forEach(
                        text -> {
                            Matcher parameter = PARAMETER.matcher(text);
                            while (parameter.find()) {
                                known.add(parameter.group(1).strip());
                            }
                        });
        add(known, "kbsync.sink", SinkProperties.Sink.class);
        add(known, "kbsync.site", SiteProperties.Entry.class);
        routes.kameletTexts()
                .forEach(
                        text -> {
                            Matcher setting = OF_A_SINK.matcher(text);
                            while (setting.find()) {
                                known.add("kbsync.sink." + setting.group(1));
                            }
                        });
        known.removeIf(key -> !key.startsWith("kbsync."));
        return known;
    }

    /** The settings that a record of properties is made of. */
    private static void add(Set<String> known, String prefix, Class<?> properties) {
        for (RecordComponent setting : properties.getRecordComponents()) {
            String name = prefix + "." + setting.getName();
            if (setting.getType().isRecord() && setting.getType() != Secret.class) {
                add(known, name, setting.getType());
            } else {
                known.add(name);
            }
        }
    }
}
