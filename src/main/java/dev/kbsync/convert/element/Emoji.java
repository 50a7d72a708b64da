package dev.kbsync.convert.element;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the character of an emoji that a page gives by name, by number or as a picture. */
public final class Emoji {

    /** Names of Confluence's own emoticons and the short names met without a character. */
    private static final Map<String, String> BY_NAME =
            """
            smile 🙂, slight_smile 🙂, sad 🙁, slight_frown 🙁, cheeky 😛, stuck_out_tongue 😛, laugh 😁,
            grin 😁, smiley 😃, wink 😉, thumbs-up 👍, thumbs_up 👍, thumbsup 👍, +1 👍, thumbs-down 👎,
            thumbs_down 👎, thumbsdown 👎, -1 👎, information ℹ️, info ℹ️, information_source ℹ️, tick ✅,
            check_mark ✅, white_check_mark ✅, heavy_check_mark ✔️, cross ❌, cross_mark ❌, x ❌, error ❌,
            warning ⚠️, plus ➕, plus_sign ➕, heavy_plus_sign ➕, minus ➖, minus_sign ➖,
            heavy_minus_sign ➖, question ❓, question_mark ❓, exclamation ❗, light-on 💡, light_bulb_on 💡,
            bulb 💡, light-off 💡, light_bulb_off 💡, yellow-star ⭐, yellow_star ⭐, star ⭐, red-star ⭐,
            red_star ⭐, green-star ⭐, green_star ⭐, blue-star ⭐, blue_star ⭐, heart ❤️, broken-heart 💔,
            broken_heart 💔, flag_on 🚩, flag_off 🏳️, note 📝, memo 📝, pencil 📝, bug 🐛, rocket 🚀,
            tada 🎉, fire 🔥, eyes 👀, thinking 🤔, point_right 👉, no_entry ⛔, stop_sign 🛑, lock 🔒, key 🔑,
            link 🔗, calendar 📅, clipboard 📋, book 📖, books 📚, page_facing_up 📄, speech_balloon 💬,
            gear ⚙️, wrench 🔧, zap ⚡, bell 🔔, pushpin 📌, rainbow 🌈, skull_crossbones ☠️
            """
                    .lines()
                    .flatMap(line -> Pattern.compile(",\\s*").splitAsStream(line.strip()))
                    .map(pair -> pair.split(" ", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final Pattern CODE_POINTS =
            Pattern.compile("[0-9a-fA-F]{2,6}(-[0-9a-fA-F]{2,6})*");
    private static final Pattern COLONS = Pattern.compile("^:|:$");
    private static final Pattern KEYCAP = Pattern.compile("keycap: ([0-9#*])");

    private Emoji() {}

    /**
     * An emoji by all a page says of it, each part empty where it is missing.
     *
     * @param fallback the character, sometimes written as {@code \\uD83E\\uDD14}, or a short name
     * @param id its code points in hexadecimal, or an id of Atlassian's
     * @param shortName its name between colons
     * @param name the emoticon it replaces; {@code blue-star} stands for all that replace none
     */
    public static String of(String fallback, String id, String shortName, String name) {
        String character = unescaped(fallback.strip());
        if (isCharacter(character)) {
            return character;
        }
        String byId = byCodePoints(id.strip());
        if (!byId.isEmpty()) {
            return byId;
        }
        if (!shortName.isBlank()) {
            return ofShortName(shortName);
        }
        if (!fallback.isBlank()) {
            return ofShortName(fallback);
        }
        return name.isBlank() ? "" : ofShortName(":" + name.strip() + ":");
    }

    /** An emoji by the name between its colons; the name itself if no character is known. */
    public static String ofShortName(String shortName) {
        String bare = COLONS.matcher(shortName.strip()).replaceAll("").toLowerCase(Locale.ROOT);
        Matcher keycap = KEYCAP.matcher(bare);
        if (keycap.matches()) {
            return keycap.group(1) + "\uFE0F\u20E3";
        }
        return BY_NAME.getOrDefault(bare, shortName.strip());
    }

    /** The emoji that a picture of class {@code emoticon emoticon-tick} shows, else empty. */
    static String ofImage(String classes, String alternative) {
        if (!classes.contains("emoticon-")) {
            return "";
        }
        for (String one : classes.split("\\s+", -1)) {
            String name = one.startsWith("emoticon-") ? one.substring("emoticon-".length()) : "";
            if (!name.isEmpty()) {
                return BY_NAME.getOrDefault(name, alternative);
            }
        }
        return "";
    }

    private static boolean isCharacter(String text) {
        return text.codePoints().anyMatch(c -> c > 0xff) && !text.startsWith(":");
    }

    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(
                        escape ->
                                Matcher.quoteReplacement(
                                        String.valueOf(
                                                (char) Integer.parseInt(escape.group(1), 16))));
    }

    private static String byCodePoints(String id) {
        if (!CODE_POINTS.matcher(id).matches()) {
            return "";
        }
        StringBuilder emoji = new StringBuilder();
        for (String part : id.split("-", -1)) {
            int codePoint = Integer.parseInt(part, 16);
            if (!Character.isValidCodePoint(codePoint)) {
                return "";
            }
            emoji.appendCodePoint(codePoint);
        }
        return isCharacter(emoji.toString()) ? emoji.toString() : "";
    }
}
