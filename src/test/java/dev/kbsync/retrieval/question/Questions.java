package dev.kbsync.retrieval.question;

import dev.kbsync.retrieval.page.SourcePage;
import dev.kbsync.retrieval.page.SourcePages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;

/** Makes the questions of a run, the same each time. */
public final class Questions {

    private static final int MOST_OF_A_KIND = 20;

    private final List<QuestionMaker> makers;

    private Questions(SourcePages pages) {
        makers =
                List.of(
                        new CellQuestions(),
                        new SectionQuestions(),
                        new CodeQuestions(),
                        new CalloutQuestions(),
                        new LinkQuestions(pages),
                        new IncludeQuestions(pages));
    }

    /** At most twenty of a kind for each page, and only those that one place alone answers. */
    public static List<Question> of(SourcePages pages) {
        Questions questions = new Questions(pages);
        List<Question> all =
                distinct(
                        pages.all().stream().flatMap(page -> questions.on(page).stream()).toList());
        return pages.all().stream().flatMap(page -> few(page, all).stream()).toList();
    }

    private List<Question> on(SourcePage page) {
        Document tree = page.tree();
        Random random = new Random(page.title().hashCode());
        return makers.stream()
                .flatMap(maker -> maker.questions(page, tree, random).stream())
                .toList();
    }

    /** What several places would answer is asked with the heading above, or not at all. */
    private static List<Question> distinct(List<Question> all) {
        Map<Words, Long> uses = uses(all);
        List<Question> wider =
                all.stream()
                        .map(question -> isAlone(question, uses) ? question : question.widened())
                        .toList();
        Map<Words, Long> again = uses(wider);
        return wider.stream().filter(question -> isAlone(question, again)).toList();
    }

    private static Map<Words, Long> uses(List<Question> all) {
        return all.stream()
                .map(question -> Words.of(question.query()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static boolean isAlone(Question question, Map<Words, Long> uses) {
        return uses.getOrDefault(Words.of(question.query()), 0L) == 1;
    }

    private static List<Question> few(SourcePage page, List<Question> all) {
        Map<Kind, List<Question>> own =
                all.stream()
                        .filter(question -> question.asked().ref().equals(page.ref()))
                        .collect(
                                Collectors.groupingBy(
                                        Question::kind, TreeMap::new, Collectors.toList()));
        List<Question> few = new ArrayList<>();
        own.forEach((kind, some) -> few.addAll(sample(some, page, kind)));
        return few;
    }

    private static List<Question> sample(List<Question> some, SourcePage page, Kind kind) {
        List<Question> shuffled = new ArrayList<>(some);
        Collections.shuffle(shuffled, new Random((page.title() + kind).hashCode()));
        return shuffled.subList(0, Math.min(MOST_OF_A_KIND, shuffled.size()));
    }
}
