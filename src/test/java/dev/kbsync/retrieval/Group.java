package dev.kbsync.retrieval;

import dev.kbsync.retrieval.page.Language;
import dev.kbsync.retrieval.question.Kind;
import dev.kbsync.retrieval.question.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Questions that are counted together.
 *
 * @param title such as {@code English, cell by row and column}
 * @param byPage places of the questions in the list of all, page by page
 */
record Group(String title, List<List<Integer>> byPage) {

    /** By language and kind; all kinds of a language last. */
    static List<Group> of(List<Question> questions) {
        Map<String, Language> languages = new LinkedHashMap<>();
        questions.forEach(
                question ->
                        languages.computeIfAbsent(
                                question.asked().ref().contentId(),
                                id -> question.asked().language()));
        List<Group> groups = new ArrayList<>();
        for (Language language : Language.values()) {
            Predicate<Question> spoken =
                    question -> languages.get(question.asked().ref().contentId()) == language;
            for (Kind kind : Kind.values()) {
                groups.add(
                        of(
                                language.title() + ", " + kind.title(),
                                questions,
                                spoken.and(question -> question.kind() == kind)));
            }
            groups.add(of(language.title() + ", all", questions, spoken));
        }
        return groups.stream().filter(group -> !group.byPage().isEmpty()).toList();
    }

    private static Group of(String title, List<Question> all, Predicate<Question> which) {
        Map<String, List<Integer>> byPage = new LinkedHashMap<>();
        IntStream.range(0, all.size())
                .filter(i -> which.test(all.get(i)))
                .forEach(
                        i ->
                                byPage.computeIfAbsent(
                                                all.get(i).asked().ref().contentId(),
                                                id -> new ArrayList<>())
                                        .add(i));
        return new Group(title, List.copyOf(byPage.values()));
    }

    int size() {
        return byPage.stream().mapToInt(List::size).sum();
    }

    /** A metric over the questions of this group. */
    Ratio ratio(List<Found> all, Metric metric) {
        return new Ratio(
                byPage.stream()
                        .mapToDouble(
                                page -> page.stream().map(all::get).mapToDouble(metric::part).sum())
                        .toArray(),
                byPage.stream()
                        .mapToDouble(
                                page -> page.stream().map(all::get).mapToDouble(metric::of).sum())
                        .toArray());
    }
}
