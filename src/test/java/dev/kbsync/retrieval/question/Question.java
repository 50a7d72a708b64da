package dev.kbsync.retrieval.question;

import dev.kbsync.retrieval.page.SourcePage;
import java.util.List;

/**
 * A question with its answer.
 *
 * @param query what is asked
 * @param under the heading it is asked under, or the page's title: added to the query where several
 *     places would answer it
 * @param context what must stand beside the answer so that it can be told to be one
 * @param answer what must be in the passage
 * @param addresses where a link may lead, one of them is enough; empty if it is no matter of links
 * @param asked the page that it is asked about
 * @param found the page that a search should find
 */
public record Question(
        Kind kind,
        String query,
        String under,
        List<String> context,
        String answer,
        List<String> addresses,
        SourcePage asked,
        SourcePage found) {

    /** A question that is answered on the page it is asked about. */
    Question(
            Kind kind,
            String query,
            String under,
            List<String> context,
            String answer,
            SourcePage page) {
        this(kind, query, under, context, answer, List.of(), page, page);
    }

    /** The same with more to go by. */
    Question widened() {
        return new Question(
                kind, under + " " + query, "", context, answer, addresses, asked, found);
    }
}
