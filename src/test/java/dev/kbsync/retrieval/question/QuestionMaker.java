package dev.kbsync.retrieval.question;

import dev.kbsync.retrieval.page.SourcePage;
import java.util.List;
import java.util.Random;
import org.jsoup.nodes.Document;

/** Makes questions of one kind. */
interface QuestionMaker {

    /**
     * All questions that a page gives.
     *
     * @param tree the page's body
     * @param random decides which sentence of a longer text is asked for
     */
    List<Question> questions(SourcePage page, Document tree, Random random);
}
