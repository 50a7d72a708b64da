package dev.kbsync.site;

import dev.kbsync.site.PageRule.Pages;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Which pages of a site somebody chose on the console. The names are those of the settings, and
 * what is set wins.
 *
 * @param only what a page has to match
 * @param except what it must not match
 * @param cql a clause that joins the search
 */
public record ChosenRules(Pages only, Pages except, CqlClause cql) {

    /** Where rules of the console are mended, for people. */
    public static final String ORIGIN = "the console";

    public static final ChosenRules NONE = new ChosenRules(Pages.ANY, Pages.ANY, CqlClause.NONE);

    /**
     * @param values by the names of settings, {@code only.labels} for example, as they are written
     *     in properties; other names are ignored
     * @throws IllegalArgumentException with one sentence, if a clause cannot be used
     * @throws org.springframework.boot.context.properties.bind.BindException if a value is none of
     *     its kind
     */
    public static ChosenRules of(Map<String, String> values) {
        Binder binder = new Binder(new MapConfigurationPropertySource(values));
        return new ChosenRules(
                binder.bindOrCreate("only", Pages.class),
                binder.bindOrCreate("except", Pages.class),
                new CqlClause(values.getOrDefault("cql", ""), ORIGIN));
    }

    /** What {@link #text} gave. */
    static ChosenRules parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(n -> values.put(n, properties.getProperty(n)));
        return of(values);
    }

    /** To be stored. */
    String text() {
        StringBuilder text = new StringBuilder();
        values().forEach((name, value) -> text.append(name).append('=').append(escaped(value)));
        return text.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\") + "\n";
    }

    /** As {@link #of} takes them; without what is not chosen. */
    public Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        only.values().forEach((name, all) -> values.put("only." + name, String.join(",", all)));
        except.values().forEach((name, all) -> values.put("except." + name, String.join(",", all)));
        if (!cql.isEmpty()) {
            values.put("cql", cql.text());
        }
        return values;
    }
}
