package dev.kbsync.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;

/** Marked words of a page against what a reader of its Markdown sees in a browser. */
class InlineMarksTest {

    private static final int PAGES = 20_000;

    private static final List<String> MARKS = List.of("strong", "em", "s", "code", "sup", "sub");

    private static final List<String> WORDS = List.of("word", "two words", "x", "2026", "é", "한국어");

    private static final List<String> TEXTS =
            List.of(
                    "a", "b c", " ", ".", "(", ")", "\"x\"", "한국", "👍", "1", "*", "_", "~", "`",
                    "-");

    private final Random random = new Random(20261129);

    @Test
    void wordsMarkedSideBySideKeepTheirMarks() {
        for (int i = 0; i < PAGES; i++) {
            String storage = "<p>" + groups() + "</p>";
            assertThat(marksOfLetters(html(storage)))
                    .as(storage)
                    .isEqualTo(marksOfLetters(storage));
        }
    }

    @Test
    void whateverIsMarkedKeepsItsText() {
        for (int i = 0; i < PAGES; i++) {
            String storage = "<p>" + anything(0) + "</p>";
            assertThat(text(html(storage))).as(storage).isEqualTo(text(storage));
        }
    }

    /** Stretches of marked words that stick together, with blanks and signs in between. */
    private String groups() {
        StringBuilder groups = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            for (int j = random.nextInt(4); j >= 0; j--) {
                String mark = one(MARKS);
                groups.append("<" + mark + ">");
                groups.append(random.nextInt(5) == 0 ? " " : "");
                groups.append(one(WORDS));
                groups.append(random.nextInt(5) == 0 ? one(List.of(" ", ":", ": ")) : "");
                groups.append("</" + mark + ">");
            }
            groups.append(one(List.of(" ", ", ", " (", ") ", " word ", ": ")));
        }
        return groups.toString();
    }

    private String anything(int depth) {
        StringBuilder anything = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String mark = one(MARKS);
            anything.append(
                    depth < 3 && random.nextBoolean()
                            ? "<" + mark + ">" + anything(depth + 1) + "</" + mark + ">"
                            : one(TEXTS));
        }
        return anything.toString();
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String html(String storage) {
        return Markdown.html(Golden.convert(storage, Format.MARKDOWN).text())
                .replace("<del>", "<s>")
                .replace("</del>", "</s>");
    }

    private static String text(String html) {
        return Jsoup.parse(html).wholeText().replaceAll("\\s+", " ").strip();
    }

    private static List<String> marksOfLetters(String html) {
        List<String> letters = new ArrayList<>();
        Jsoup.parse(html).body().traverse((node, depth) -> letters(node, letters));
        return letters;
    }

    private static void letters(Node node, List<String> to) {
        if (node instanceof TextNode text) {
            Set<String> marks = new TreeSet<>();
            for (Node up = text.parent(); up instanceof Element; up = up.parent()) {
                marks.add(up.nodeName());
            }
            text.getWholeText()
                    .chars()
                    .filter(Character::isLetterOrDigit)
                    .forEach(c -> to.add((char) c + " " + marks));
        }
    }
}
