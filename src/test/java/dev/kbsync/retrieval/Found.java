package dev.kbsync.retrieval;

import dev.kbsync.retrieval.cut.Passage;
import dev.kbsync.retrieval.question.Question;
import java.util.List;

/**
 * What became of one question.
 *
 * @param answerable whether any passage answers it
 * @param answerRank rank of the first passage that does, 0 if none was ranked
 * @param pageRank rank of the first passage of the right page, 0 if none was ranked
 * @param tokens what was read: up to the answer, or all that the budget allows
 * @param answered whether the answer was within the budget
 */
record Found(boolean answerable, int answerRank, int pageRank, int tokens, boolean answered) {

    /** How many tokens a reader takes. */
    static final int BUDGET = 2000;

    static Found in(List<Passage> ranked, boolean answerable, Question question) {
        int answerRank = 0;
        int pageRank = 0;
        int read = 0;
        int readToAnswer = 0;
        for (int rank = 1; rank <= ranked.size(); rank++) {
            Passage passage = ranked.get(rank - 1);
            read += passage.tokens();
            if (pageRank == 0 && passage.isOnPageOf(question)) {
                pageRank = rank;
            }
            if (answerRank == 0 && passage.answers(question)) {
                answerRank = rank;
                readToAnswer = read;
            }
        }
        boolean answered = answerRank > 0 && readToAnswer <= BUDGET;
        int tokens = answered ? readToAnswer : BUDGET;
        return new Found(answerable, answerRank, pageRank, tokens, answered);
    }
}
