package dev.kbsync.retrieval.question;

import dev.kbsync.retrieval.page.SourcePage;
import dev.kbsync.retrieval.page.StorageText;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Asks for the body of a call-out or an expand by its title; any sentence of it must be found. */
final class CalloutQuestions implements QuestionMaker {

    private static final Set<String> NAMES =
            Set.of("info", "note", "tip", "warning", "panel", "success", "error", "expand");

    @Override
    public List<Question> questions(SourcePage page, Document tree, Random random) {
        return tree.select("ac|structured-macro").stream()
                .filter(macro -> NAMES.contains(macro.attr("ac:name")))
                .flatMap(macro -> question(macro, page, tree, random))
                .toList();
    }

    private static Stream<Question> question(
            Element macro, SourcePage page, Document tree, Random random) {
        String title = StorageText.parameter(macro, "title");
        if (Words.of(title).length() < 2) {
            return Stream.of();
        }
        return Sentences.any(blocks(macro), random).stream()
                .map(
                        sentence ->
                                new Question(
                                        Kind.CALLOUT,
                                        title,
                                        Outline.headingAbove(macro, tree, page.title()),
                                        List.of(title),
                                        sentence,
                                        page));
    }

    /** The blocks that stand in this macro and in nothing else that is within it. */
    private static List<Element> blocks(Element macro) {
        return macro.getAllElements().stream()
                .filter(Outline::isBlock)
                .filter(block -> macro.equals(nearestBox(block)))
                .toList();
    }

    private static Element nearestBox(Element block) {
        return block.parents().stream()
                .filter(parent -> parent.tagName().matches("table|ac:(structured-)?macro|ac:task"))
                .findFirst()
                .orElse(block);
    }
}
