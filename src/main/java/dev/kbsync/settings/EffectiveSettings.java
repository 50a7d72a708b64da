package dev.kbsync.settings;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Every setting of kbsync that counts, with its value and where that came from. */
@Component
@ConditionalOnWebApplication
public class EffectiveSettings {

    private static final String DEFAULT = "default";
    private static final String CONSOLE = "console";
    private static final String SECRET_TYPE = "dev.kbsync.site.Secret";

    /** What kbsync ships: operators think of it as what is so if they set nothing. */
    private static final String SHIPPED = "class path resource [application.properties]";

    private static final Pattern OURS = Pattern.compile("kbsync\\..+|KBSYNC_[A-Z0-9_]+");

    /** Names the file that a setting stands in; the setting itself is shown. */
    private static final Pattern FILE = Pattern.compile("KBSYNC_.+_FILE");

    private static final String MOUNTED =
            "files-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    /** What Kubernetes tells of a service that is called kbsync. */
    private static final Pattern SERVICE =
            Pattern.compile("KBSYNC_.*?(SERVICE_(HOST|PORT).*|PORT(_\\d+_.*)?)");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]+)(?::[^}]*)?}");

    private final ConfigurableEnvironment environment;
    private final Sites sites;
    private final Map<String, DescribedSetting> described;

    EffectiveSettings(ConfigurableEnvironment environment, Sites sites, ObjectMapper json) {
        this.environment = environment;
        this.sites = sites;
        this.described = DescribedSetting.all(json);
    }

    /**
     * A setting.
     *
     * @param value as people read it; secrets are masked
     * @param origin where it was set, in words; {@code default} if nobody set it
     */
    public record Setting(String name, String value, String origin) {

        /** Whether nobody set it. */
        public boolean isDefault() {
            return origin.equals(DEFAULT);
        }
    }

    /** Where the value of a setting stands that counts. */
    private record Place(String key, @Nullable PropertySource<?> source, String raw) {}

    /** All of them, by name. */
    public List<Setting> all() {
        Map<String, String> names = new HashMap<>();
        Map<String, Place> places = new HashMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> keys) {
                for (String key : keys.getPropertyNames()) {
                    if (OURS.matcher(key).matches()
                            && !SERVICE.matcher(key).matches()
                            && !FILE.matcher(key).matches()) {
                        places.putIfAbsent(
                                DescribedSetting.form(key),
                                new Place(key, source, String.valueOf(source.getProperty(key))));
                        names.merge(DescribedSetting.form(key), key, EffectiveSettings::dotted);
                    }
                }
            }
        }
        described.forEach(
                (form, one) -> {
                    names.merge(form, one.name(), EffectiveSettings::dotted);
                    places.putIfAbsent(form, new Place(one.name(), null, one.byDefault()));
                });
        SettingMask mask = new SettingMask(secrets(places));
        List<Setting> all = new ArrayList<>(chosen());
        Set<String> taken =
                new HashSet<>(all.stream().map(one -> DescribedSetting.form(one.name())).toList());
        places.forEach(
                (form, place) -> {
                    if (!taken.contains(form)) {
                        all.add(setting(names.getOrDefault(form, place.key()), place, mask));
                    }
                });
        all.sort(Comparator.comparing(Setting::name));
        return all;
    }

    private Setting setting(String name, Place place, SettingMask mask) {
        String value = value(place);
        String shown = isSecret(place) && !value.isEmpty() ? SettingMask.MASKED : mask.shown(value);
        return new Setting(name, shown, origin(place));
    }

    /** What a person chose on the console, as the settings it stands for. */
    private List<Setting> chosen() {
        List<Setting> chosen = new ArrayList<>();
        for (Site site : sites.all()) {
            String prefix = "kbsync.sites." + site.name();
            if (!site.configured()) {
                chosen.add(new Setting(prefix + ".url", site.url().toString(), CONSOLE));
            }
            if (!site.spacesConfigured() && !site.spaces().isEmpty()) {
                chosen.add(
                        new Setting(
                                prefix + ".spaces",
                                String.join(",", site.spaces().words()),
                                CONSOLE));
            }
        }
        return chosen;
    }

    private Set<String> secrets(Map<String, Place> places) {
        Set<String> secrets = new HashSet<>();
        places.values().stream().filter(this::isSecret).map(this::value).forEach(secrets::add);
        environment
                .getSystemEnvironment()
                .forEach(
                        (name, value) -> {
                            if (SettingMask.isSecret(name)) {
                                secrets.add(String.valueOf(value));
                            }
                        });
        return secrets;
    }

    private boolean isSecret(Place place) {
        DescribedSetting known =
                described.get(
                        DescribedSetting.form(place.key().replaceAll("(\\[\\d+]|_\\d+)+$", "")));
        return SettingMask.isSecret(place.key())
                || (known != null && known.type().contains(SECRET_TYPE));
    }

    private String value(Place place) {
        return environment.resolvePlaceholders(place.raw());
    }

    private String origin(Place place) {
        PropertySource<?> source = place.source();
        if (source == null) {
            return DEFAULT;
        }
        Matcher through = PLACEHOLDER.matcher(place.raw());
        String followed = through.find() ? followed(through.group(1), place.key()) : "";
        return followed.isEmpty() ? words(source, place.key()) : followed;
    }

    /** Where a value comes from that another setting only refers to. */
    private String followed(String name, String by) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> && source.containsProperty(name)) {
                return name.equals(by)
                        ? ""
                        : origin(new Place(name, source, String.valueOf(source.getProperty(name))));
            }
        }
        return "";
    }

    private static String words(PropertySource<?> source, String key) {
        return switch (source.getName()) {
            case "commandLineArgs" -> "command line";
            case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME -> "system property";
            case StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME ->
                    "environment variable " + key;
            case MOUNTED -> "file that " + key + "_FILE names";
            default ->
                    source.getName().contains(SHIPPED)
                            ? DEFAULT
                            : file(OriginLookup.getOrigin(source, key), source.getName());
        };
    }

    private static String file(@Nullable Origin origin, String name) {
        if (origin instanceof TextResourceOrigin text) {
            Resource resource = text.getResource();
            TextResourceOrigin.Location location = text.getLocation();
            return (resource == null ? name : String.valueOf(resource.getFilename()))
                    + (location == null ? "" : ", line " + (location.getLine() + 1));
        }
        return name;
    }

    private static String dotted(String one, String other) {
        return one.startsWith("kbsync.") ? one : other;
    }
}
