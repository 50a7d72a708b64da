package dev.kbsync.retrieval.question;

import dev.kbsync.retrieval.page.SourcePage;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Asks for code by the sentence that leads to it; its first lines must be found. */
final class CodeQuestions implements QuestionMaker {

    private static final int MOST_WORDS = 40;
    private static final int MOST_CHARACTERS = 300;
    private static final int FEWEST_LETTERS = 8;

    @Override
    public List<Question> questions(SourcePage page, Document tree, Random random) {
        return tree
                .select("ac|structured-macro[ac:name=code], ac|structured-macro[ac:name=noformat]")
                .stream()
                .flatMap(macro -> question(macro, page, tree))
                .toList();
    }

    private static Stream<Question> question(Element macro, SourcePage page, Document tree) {
        Element before = macro.previousElementSibling();
        Element body = macro.selectFirst("ac|plain-text-body");
        if (before == null || body == null || !Outline.isBlock(before)) {
            return Stream.of();
        }
        List<String> sentences = Sentences.of(before);
        String lead = sentences.isEmpty() ? "" : sentences.get(sentences.size() - 1);
        String start = start(body.wholeText());
        boolean enough = Words.of(lead).length() >= FEWEST_LETTERS && Words.of(start).length() > 1;
        return enough
                ? Stream.of(
                        new Question(
                                Kind.CODE,
                                lead,
                                Outline.headingAbove(macro, tree, page.title()),
                                List.of(lead),
                                start,
                                page))
                : Stream.of();
    }

    /** The first lines. */
    private static String start(String code) {
        StringBuilder start = new StringBuilder();
        for (String line : code.lines().toList()) {
            if (Words.of(start + " " + line).count() > MOST_WORDS
                    || start.length() + line.length() > MOST_CHARACTERS) {
                break;
            }
            start.append(line).append('\n');
        }
        return start.isEmpty() ? Sentences.start(code, MOST_WORDS) : start.toString();
    }
}
