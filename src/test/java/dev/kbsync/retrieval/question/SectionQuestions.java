package dev.kbsync.retrieval.question;

import dev.kbsync.retrieval.page.SourcePage;
import dev.kbsync.retrieval.page.StorageText;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;

/** Asks for a section by its heading; any sentence of it must be found. */
final class SectionQuestions implements QuestionMaker {

    @Override
    public List<Question> questions(SourcePage page, Document tree, Random random) {
        List<Outline.Section> sections = new Outline(tree).sections();
        return sections.stream()
                .filter(section -> StorageText.isPlain(section.heading()))
                .filter(section -> Words.of(section.title()).length() > 1)
                .flatMap(section -> question(section, page, tree, random))
                .toList();
    }

    private static Stream<Question> question(
            Outline.Section section, SourcePage page, Document tree, Random random) {
        String under = Outline.headingAbove(section.heading(), tree, page.title());
        return Sentences.any(section.blocks(), random).stream()
                .map(
                        sentence ->
                                new Question(
                                        Kind.SECTION,
                                        section.title(),
                                        under,
                                        List.of(section.title()),
                                        sentence,
                                        page));
    }
}
