package dev.kbsync.retrieval.question;

import dev.kbsync.retrieval.page.IncludeMacros;
import dev.kbsync.retrieval.page.SourcePage;
import dev.kbsync.retrieval.page.SourcePages;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Asks for what a page shows of another one; it must be found where it is shown. */
final class IncludeQuestions implements QuestionMaker {

    private static final int QUOTED_WORDS = 5;

    private final SourcePages pages;

    IncludeQuestions(SourcePages pages) {
        this.pages = pages;
    }

    @Override
    public List<Question> questions(SourcePage page, Document tree, Random random) {
        return IncludeMacros.of(tree).stream()
                .flatMap(macro -> question(macro, page, tree, random))
                .toList();
    }

    private Stream<Question> question(
            Element macro, SourcePage page, Document tree, Random random) {
        String heading = Outline.headingAbove(macro, tree, page.title());
        return IncludeMacros.content(macro, pages, page).stream()
                .map(IncludeQuestions::blocks)
                .flatMap(blocks -> Sentences.any(blocks, random).stream())
                .map(
                        sentence ->
                                new Question(
                                        Kind.INCLUDE,
                                        heading + " " + Sentences.start(sentence, QUOTED_WORDS),
                                        page.title(),
                                        List.of(),
                                        sentence,
                                        page));
    }

    private static List<Element> blocks(Element content) {
        return content.getAllElements().stream()
                .filter(Outline::isBlock)
                .filter(block -> !Outline.isBoxed(block))
                .toList();
    }
}
