package dev.kbsync.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.retrieval.cut.Passage;
import dev.kbsync.retrieval.cut.Tokens;
import dev.kbsync.retrieval.page.SourcePage;
import dev.kbsync.retrieval.page.SourcePages;
import dev.kbsync.retrieval.question.Question;
import dev.kbsync.retrieval.question.Questions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundTest {

    private static final SourcePages PAGES =
            SourcePages.of(List.of(Path.of("src/test/resources/retrieval")));
    private static final Question BISCUIT = question("Biscuit Hold");
    private static final String ROW = "| Program | Hold |\n|---|---|\n| Biscuit | 10 minutes |";

    private final Passage answer = new Passage(BISCUIT.asked(), ROW, ROW);
    private final Passage samePage = new Passage(BISCUIT.asked(), "Biscuit, hold", "");
    private final Passage otherPage = new Passage(otherPage(), ROW, ROW);

    private static Question question(String query) {
        return Questions.of(PAGES).stream()
                .filter(question -> question.query().equals(query))
                .findFirst()
                .orElseThrow();
    }

    private static SourcePage otherPage() {
        return PAGES.all().stream()
                .filter(page -> !page.ref().equals(BISCUIT.asked().ref()))
                .findFirst()
                .orElseThrow();
    }

    private Found found(Passage... ranked) {
        return Found.in(List.of(ranked), true, BISCUIT);
    }

    @Test
    void theAnswerCountsFromTheFirstPassageThatHasItWithItsContext() {
        int tokens = samePage.tokens() + answer.tokens();
        assertThat(found(samePage, answer, answer)).isEqualTo(new Found(true, 2, 1, tokens, true));
    }

    @Test
    void theSameWordsOnAnotherPageAreNoAnswer() {
        assertThat(found(otherPage)).isEqualTo(new Found(true, 0, 0, Found.BUDGET, false));
    }

    @Test
    void anAnswerBeyondTheBudgetIsRankedButNotAnswered() {
        String long2000 = "kiln ".repeat(Found.BUDGET);
        assertThat(Tokens.of(long2000)).isGreaterThanOrEqualTo(Found.BUDGET);
        Passage filling = new Passage(otherPage(), long2000, "");
        assertThat(found(filling, answer)).isEqualTo(new Found(true, 2, 2, Found.BUDGET, false));
    }
}
