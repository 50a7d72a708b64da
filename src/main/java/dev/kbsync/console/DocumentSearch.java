package dev.kbsync.console;

import dev.kbsync.api.UnreadableIndex;
import dev.kbsync.deliver.SinkParameters;
import dev.kbsync.ledger.DocumentFinder;
import dev.kbsync.ledger.DocumentFinder.Found;
import dev.kbsync.ledger.DocumentFinder.Wanted;
import dev.kbsync.ledger.DocumentState;
import dev.kbsync.search.Passage;
import dev.kbsync.search.PassageFinder;
import dev.kbsync.search.Question;
import dev.kbsync.search.Scope;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** The list of documents, as a person narrows it down. */
@Component
@ConditionalOnWebApplication
class DocumentSearch {

    private static final int ON_A_PAGE = 50;
    private static final String KAMELET = "search-sink";
    private static final String TEXT = "text";

    private final Sites sites;
    private final DocumentFinder finder;
    private final PassageFinder passages;
    private final SinkParameters parameters;

    DocumentSearch(
            Sites sites, DocumentFinder finder, PassageFinder passages, SinkParameters parameters) {
        this.sites = sites;
        this.finder = finder;
        this.passages = passages;
        this.parameters = parameters;
    }

    /**
     * What a person asks for, as it was typed; what is empty does not narrow down.
     *
     * @param q words of the title or the text
     * @param in {@code title} or {@code text}
     * @param site name of the site
     * @param space key of the space
     * @param label one of the labels
     * @param state word of a {@link DocumentState}
     * @param page number of the page of the list, from 1
     */
    public record Asked(
            String q, String in, String site, String space, String label, String state, int page) {

        public Asked {
            q = q.strip();
            space = space.strip();
            label = label.strip();
        }

        /** Whether anything narrows the list down. */
        public boolean isNarrow() {
            return !(q + site + space + label + state).isEmpty();
        }

        private boolean text() {
            return in.equals(TEXT) && !q.isEmpty();
        }
    }

    /**
     * A page of the list.
     *
     * @param best whether the best answers come first, and only these are there
     */
    public record Listing(List<Found> documents, Paging pages, boolean best) {}

    /**
     * Finds documents.
     *
     * @throws IllegalArgumentException with one sentence, if what is asked for makes no sense
     * @throws IllegalStateException with one sentence, if texts cannot be searched now
     */
    Listing list(Asked asked) {
        if (!asked.in().equals("title") && !asked.in().equals(TEXT)) {
            throw new IllegalArgumentException(
                    "Documents are searched by title or text, not by \"%s\"."
                            .formatted(asked.in()));
        }
        List<String> answers = asked.text() ? answers(asked) : null;
        Wanted wanted =
                new Wanted(
                        cloudIds(asked.site()),
                        asked.text() ? "" : asked.q(),
                        asked.space(),
                        asked.label(),
                        asked.state().isEmpty() ? null : DocumentState.of(asked.state()),
                        answers);
        Paging pages = new Paging(asked.page(), ON_A_PAGE, finder.count(wanted));
        return answers == null
                ? new Listing(finder.find(wanted, pages.from(), ON_A_PAGE), pages, false)
                : new Listing(
                        finder.find(wanted, 0, Question.MOST).stream()
                                .sorted(
                                        Comparator.comparingInt(
                                                found -> answers.indexOf(found.documentId())))
                                .skip(pages.from())
                                .limit(ON_A_PAGE)
                                .toList(),
                        pages,
                        true);
    }

    private List<String> cloudIds(String site) {
        Stream<Site> asked = site.isEmpty() ? sites.all().stream() : Stream.of(sites.get(site));
        return asked.map(Site::cloudId).filter(Objects::nonNull).distinct().toList();
    }

    /** Ids of the documents whose passages answer best, these first. */
    private List<String> answers(Asked asked) {
        if (!searchesText()) {
            throw new IllegalStateException(
                    "Texts are searched in the embedded index, which no site delivers to; add search to kbsync.deliver.to.");
        }
        List<String> spaces = asked.space().isEmpty() ? List.of() : List.of(asked.space());
        try {
            return passages
                    .find(
                            new Question(asked.q(), asked.site(), spaces, Question.MOST),
                            Scope.EVERYBODY)
                    .stream()
                    .map(Passage::document)
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(UnreadableIndex.sentence(e), e);
        }
    }

    /** Whether some site delivers to the embedded index. */
    boolean searchesText() {
        List<String> indexes = parameters.sinks(KAMELET);
        return sites.all().stream()
                .flatMap(site -> site.sinks().stream())
                .anyMatch(indexes::contains);
    }
}
