package dev.kbsync.retrieval;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.kbsync.retrieval.cut.Cut;
import dev.kbsync.retrieval.cut.Cuts;
import dev.kbsync.retrieval.page.SourcePages;
import dev.kbsync.retrieval.question.Question;
import dev.kbsync.retrieval.question.Questions;
import dev.kbsync.retrieval.rank.Bm25;
import dev.kbsync.retrieval.rank.Fused;
import dev.kbsync.retrieval.rank.Ranking;
import dev.kbsync.retrieval.rank.Vectors;
import dev.kbsync.search.SearchAnalyzer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks questions about the pages below some folders, and prints how well they are answered from
 * passages cut in several ways.
 *
 * <p>Arguments: folders of storage-format pages, none for the simulator's handbook; {@code -v} to
 * see the questions that kbsync's chunks leave open.
 */
public final class Retrieval {

    private final PrintStream out;
    private final SourcePages pages;
    private final List<Question> questions;
    private final List<Ranking> rankings;

    Retrieval(PrintStream out, List<Path> folders, List<Ranking> rankings) {
        this.out = out;
        this.rankings = rankings;
        pages = SourcePages.of(folders);
        questions = Questions.of(pages);
    }

    public static void main(String[] arguments) {
        List<String> folders = new ArrayList<>(List.of(arguments));
        boolean verbose = folders.remove("-v");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        silence();
        Retrieval retrieval =
                new Retrieval(out, folders.stream().map(Path::of).toList(), rankings());
        List<Trial> own = retrieval.print();
        if (verbose) {
            retrieval.printOpen(own.get(0));
        }
    }

    /** The libraries tell much about themselves. */
    private static void silence() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
        }
    }

    /** By words as the embedded search does; by vectors and by both if there is a model. */
    private static List<Ranking> rankings() {
        Ranking words = new Bm25(new SearchAnalyzer());
        return Vectors.available()
                .map(vectors -> List.of(words, vectors, new Fused(words, vectors)))
                .orElseGet(() -> List.of(words));
    }

    /** Prints everything, and hands out what kbsync's cuts gave. */
    List<Trial> print() {
        out.printf("%d pages, %d questions%n%n", pages.all().size(), questions.size());
        List<Trial> own = trials(Cuts.own(pages));
        List<Trial> others = trials(Cuts.others(pages));
        new Report(out, Group.of(questions), own, others)
                .print(rankings.stream().map(Ranking::name).toList());
        return own;
    }

    private List<Trial> trials(List<Cut> cuts) {
        return cuts.stream().map(cut -> Trial.of(cut, pages, questions, rankings)).toList();
    }

    private void printOpen(Trial trial) {
        out.println("\nLeft open by " + trial.name());
        for (int i = 0; i < questions.size(); i++) {
            int place = i;
            List<Found> found =
                    trial.results().values().stream().map(all -> all.get(place)).toList();
            if (!found.get(0).answerable()) {
                print("not answerable", questions.get(i));
            } else if (found.stream().noneMatch(Found::answered)) {
                print("not within " + Found.BUDGET + " tokens", questions.get(i));
            }
        }
    }

    private void print(String what, Question question) {
        out.printf(
                "%s: %s on '%s': %s -> %s%n",
                what,
                question.kind().title(),
                question.asked().title(),
                Stream.concat(Stream.of(question.query()), question.context().stream()).toList(),
                question.answer() + " " + question.addresses());
    }
}
