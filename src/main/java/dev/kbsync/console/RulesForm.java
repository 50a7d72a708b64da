package dev.kbsync.console;

import dev.kbsync.site.ChosenRules;
import dev.kbsync.site.SpaceChoice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.util.MultiValueMap;

/**
 * What a person typed about the pages that are wanted. Fields are called as the settings are; ages
 * are whole days.
 *
 * @param spaces which spaces
 * @param rules which pages of them
 */
record RulesForm(SpaceChoice spaces, ChosenRules rules) {

    private static final Pattern PAGE =
            Pattern.compile("(?:\\S*/pages/(?:edit-v2/)?|\\S*pageId=)?(\\d{1,19})(?:[/?#&]\\S*)?");

    private static final int MOST_DAYS = 36_500;

    private static final List<String> SIDES = List.of("only.", "except.");

    /**
     * @throws IllegalArgumentException with one sentence, if something typed cannot be used
     */
    static RulesForm of(MultiValueMap<String, String> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String side : SIDES) {
            values.put(side + "labels", joined(words(fields, side + "labels")));
            values.put(side + "below", pages(words(fields, side + "below")));
            values.put(side + "types", joined(words(fields, side + "types")));
            values.put(side + "changed-within", days(words(fields, side + "changed-within")));
        }
        values.values().removeIf(String::isEmpty);
        values.put("cql", String.join(" ", fields.getOrDefault("cql", List.of())));
        return new RulesForm(SpaceChoice.of(words(fields, "spaces")), rules(values));
    }

    private static ChosenRules rules(Map<String, String> values) {
        try {
            return ChosenRules.of(values);
        } catch (BindException e) {
            throw new IllegalArgumentException(
                    "\"%s\" cannot be used for %s."
                            .formatted(
                                    values.getOrDefault(e.getName().toString(), ""), e.getName()),
                    e);
        }
    }

    private static List<String> words(MultiValueMap<String, String> fields, String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .flatMap(text -> Stream.of(text.split("[,\\s]+", -1)))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static String joined(List<String> words) {
        return String.join(",", words);
    }

    private static String pages(List<String> words) {
        return words.stream().map(RulesForm::page).distinct().collect(Collectors.joining(","));
    }

    /** By its id, or by the address that a browser shows. */
    private static String page(String word) {
        Matcher page = PAGE.matcher(word);
        if (!page.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no page: give the number in its address, or the whole address."
                            .formatted(word));
        }
        return page.group(1);
    }

    private static String days(List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        String word = String.join(" ", words);
        if (!word.matches("\\d{1,5}d?") || number(word) < 1 || number(word) > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "\"%s\" is no age: give a number of days from 1 to %d."
                            .formatted(word, MOST_DAYS));
        }
        return number(word) + "d";
    }

    private static int number(String word) {
        return Integer.parseInt(word.replace("d", ""));
    }
}
