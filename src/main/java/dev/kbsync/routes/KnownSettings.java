package dev.kbsync.routes;

import dev.kbsync.routes.check.Nearest;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings there are, in any spelling that Spring takes, and the nearest one to another. */
final class KnownSettings {

    /** A site's, a sink's and an app's keys, under a free name; the single one's stand for all. */
    private static final Map<String, String> NAMED =
            Map.of(
                    "kbsync.sites.", "kbsync.site.",
                    "kbsync.sinks.", "kbsync.sink.",
                    "kbsync.oauth.apps.", "kbsync.oauth.");

    private static final Pattern INDEX = Pattern.compile("(\\[\\d+]|_\\d+)+$");

    private final Map<String, String> byForm = new TreeMap<>();

    KnownSettings(Set<String> keys) {
        keys.forEach(key -> byForm.put(form(key), key));
    }

    /** The nearest setting, if there is none of this name. */
    Optional<String> nearest(String name) {
        String key = INDEX.matcher(name).replaceFirst("");
        boolean variable = !key.contains(".");
        String dotted = variable ? key.toLowerCase(Locale.ROOT).replace('_', '.') : key;
        if (byForm.containsKey(form(dotted))) {
            return Optional.empty();
        }
        for (Map.Entry<String, String> named : NAMED.entrySet()) {
            Matcher matcher =
                    Pattern.compile(Pattern.quote(named.getKey()) + "([^.]+)\\.(.+)")
                            .matcher(dotted);
            if (matcher.matches()) {
                return variable && endsLikeOne(form(dotted), form(named.getValue()))
                        ? Optional.empty()
                        : nearest(named.getValue(), matcher.group(2))
                                .map(
                                        found ->
                                                found.replace(
                                                        named.getValue(),
                                                        named.getKey() + matcher.group(1) + "."));
            }
        }
        return nearest("", dotted);
    }

    /** In an environment variable a name's own dashes cannot be told from dots. */
    private boolean endsLikeOne(String form, String prefix) {
        return byForm.keySet().stream()
                .filter(known -> known.startsWith(prefix) && known.length() > prefix.length())
                .anyMatch(known -> form.endsWith(known.substring(prefix.length())));
    }

    private Optional<String> nearest(String prefix, String rest) {
        String form = form(prefix + rest);
        if (byForm.containsKey(form)) {
            return Optional.empty();
        }
        return byForm.entrySet().stream()
                .filter(known -> known.getKey().startsWith(form(prefix)))
                .min(Comparator.comparingInt(known -> Nearest.distance(known.getKey(), form)))
                .map(Map.Entry::getValue);
    }

    private static String form(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
