package dev.kbsync.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the build noted of a setting.
 *
 * @param type of its value, the name of a class
 * @param byDefault its value if nobody sets it; empty if it has none
 */
record DescribedSetting(String name, String type, String byDefault) {

    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

    /** All of them by {@link #form}; none if the build noted nothing. */
    static Map<String, DescribedSetting> all(ObjectMapper json) {
        Map<String, DescribedSetting> all = new HashMap<>();
        try (InputStream in = DescribedSetting.class.getResourceAsStream(METADATA)) {
            if (in != null) {
                for (JsonNode one : json.readTree(in).path("properties")) {
                    String name = one.path("name").asText();
                    if (name.startsWith("kbsync.")) {
                        all.put(
                                form(name),
                                new DescribedSetting(
                                        name,
                                        one.path("type").asText(),
                                        text(one.path("defaultValue"))));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText("");
        }
        List<String> parts = new ArrayList<>();
        value.forEach(part -> parts.add(part.asText()));
        return String.join(",", parts);
    }

    /** The same for all spellings of a name that Spring takes. */
    static String form(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9\\[\\]]", "");
    }
}
