package dev.kbsync.retrieval.question;

import dev.kbsync.retrieval.page.StorageText;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.jsoup.nodes.Element;

/** Sentences that questions can be answered by. */
final class Sentences {

    private static final int FEWEST_LETTERS = 12;
    private static final int MOST_WORDS = 40;

    private Sentences() {}

    /** The sentences of a paragraph or list item, none if it holds more than words. */
    static List<String> of(Element block) {
        if (!StorageText.isPlain(block)) {
            return List.of();
        }
        String text = StorageText.of(block);
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        List<String> sentences = new ArrayList<>();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            sentences.add(text.substring(start, end).strip());
            start = end;
        }
        return sentences;
    }

    /** One of the sentences of some blocks that is neither too short nor too long. */
    static Optional<String> any(List<Element> blocks, Random random) {
        List<String> fit =
                blocks.stream()
                        .flatMap(block -> of(block).stream())
                        .filter(Sentences::fits)
                        .toList();
        return fit.isEmpty() ? Optional.empty() : Optional.of(fit.get(random.nextInt(fit.size())));
    }

    private static boolean fits(String sentence) {
        Words words = Words.of(sentence);
        return words.length() >= FEWEST_LETTERS && words.count() <= MOST_WORDS;
    }

    /** The first words of a text. */
    static String start(String text, int words) {
        String[] all = text.split("\\s+");
        return String.join(" ", List.of(all).subList(0, Math.min(words, all.length)));
    }
}
