package dev.kbsync.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Which pages refer to which other ones, so that both can be changed at once. */
final class References {

    private static final String PAGE = "<ri:page ri:content-title=\"%s\"/>";

    /** A page that is shown, one that is linked to, and one whose file is shown. */
    private static final List<String> FORMS =
            List.of(
                    "<ac:structured-macro ac:name=\"include\"><ac:parameter ac:name=\"\"><ac:link>"
                            + PAGE
                            + "</ac:link></ac:parameter></ac:structured-macro>",
                    "<p><ac:link>" + PAGE + "</ac:link></p>",
                    "<ac:image><ri:attachment ri:filename=\"a.png\">"
                            + PAGE
                            + "</ri:attachment></ac:image>");

    /** A page that refers to another one, by their ids. */
    record Pair(String from, String to) {}

    private final RandomGenerator dice;
    private final Map<String, String> made = new TreeMap<>();

    References(RandomGenerator dice) {
        this.dice = dice;
    }

    /** A piece of a body that refers to a page of the same space. */
    String to(String title) {
        return FORMS.get(dice.nextInt(FORMS.size())).formatted(escaped(title));
    }

    void made(String from, String to) {
        made.put(from, to);
    }

    Optional<Pair> any() {
        List<String> all = new ArrayList<>(made.keySet());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String from = all.get(dice.nextInt(all.size()));
        return Optional.of(new Pair(from, made.getOrDefault(from, from)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replace("\n", "&#10;");
    }
}
