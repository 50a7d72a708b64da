package dev.kbsync.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.springframework.stereotype.Component;

/**
 * Answers questions from the index. Nothing is found outside of the scope that is given.
 *
 * <p>Every method throws a {@link MissingIndexException} if there is no index, and an {@link
 * IOException} if it cannot be read.
 */
@Component
public class PassageFinder {

    /** All but whole documents, which are long. */
    private static final Set<String> SHOWN =
            Set.of(
                    Fields.DOCUMENT,
                    Fields.CHUNK,
                    Fields.TITLE,
                    Fields.BREADCRUMB,
                    Fields.SITE,
                    Fields.SPACE,
                    Fields.URL,
                    Fields.UPDATED,
                    Fields.TEXT);

    private final Snapshots snapshots;
    private final Vectors vectors;

    PassageFinder(SearchIndex index) {
        this.snapshots = index.snapshots();
        this.vectors = index.vectors();
    }

    /** The passages that answer a question, the best first. */
    public List<Passage> find(Question question, Scope scope) throws IOException {
        QuestionTerms terms = QuestionTerms.of(question.text());
        Optional<float[]> vector =
                terms.phrases().isEmpty() ? vectors.of(question.text()) : Optional.empty();
        return snapshots.ask(
                searcher -> {
                    Query filter = filter(searcher, question, scope);
                    List<TopDocs> rankings = new ArrayList<>();
                    int depth = vector.isEmpty() ? question.limit() : Fusion.DEPTH;
                    rankings.add(searcher.search(filtered(terms.query(), filter), depth));
                    if (vector.isPresent()) {
                        rankings.add(
                                searcher.search(vectors.near(vector.get(), depth, filter), depth));
                    }
                    StoredFields stored = searcher.storedFields();
                    List<Passage> passages = new ArrayList<>();
                    for (int entry : Fusion.of(rankings, question.limit())) {
                        passages.add(passage(stored.document(entry, SHOWN), terms.terms()));
                    }
                    return passages;
                });
    }

    private static Query filtered(Query query, Query filter) {
        return new BooleanQuery.Builder().add(query, Occur.MUST).add(filter, Occur.FILTER).build();
    }

    private static Query filter(IndexSearcher searcher, Question question, Scope scope)
            throws IOException {
        BooleanQuery.Builder filter = new BooleanQuery.Builder();
        filter.add(scope.filter(lists(searcher)), Occur.FILTER);
        if (!question.site().isEmpty()) {
            filter.add(Scope.term(Fields.SITE, question.site()), Occur.FILTER);
        }
        if (!question.spaces().isEmpty()) {
            filter.add(Scope.in(question.spaces()), Occur.FILTER);
        }
        if (!question.property().isEmpty()) {
            filter.add(
                    Scope.term(Fields.PROPERTY, Fields.property(question.property())),
                    Occur.FILTER);
        }
        return filter.build();
    }

    /** How many lists of readers any document has at most, whoever is on them. */
    private static int lists(IndexSearcher searcher) throws IOException {
        int lists = 0;
        Terms numbers = MultiTerms.getTerms(searcher.getIndexReader(), Fields.LISTS);
        if (numbers != null) {
            TermsEnum each = numbers.iterator();
            while (each.next() != null) {
                lists = Math.max(lists, Integer.parseInt(each.term().utf8ToString()) + 1);
            }
        }
        return lists;
    }

    private static Passage passage(Document entry, Set<String> terms) {
        String text = entry.get(Fields.TEXT);
        return new Passage(
                entry.get(Fields.DOCUMENT),
                entry.get(Fields.CHUNK),
                entry.get(Fields.TITLE),
                List.of(entry.getValues(Fields.BREADCRUMB)),
                entry.get(Fields.SITE),
                entry.get(Fields.SPACE),
                entry.get(Fields.URL),
                entry.get(Fields.UPDATED),
                text,
                Excerpt.of(text, terms));
    }

    /** A whole document; empty if there is none with this id in the scope. */
    public Optional<FoundDocument> document(String id, Scope scope) throws IOException {
        return snapshots.ask(
                searcher -> {
                    BooleanQuery.Builder query = new BooleanQuery.Builder();
                    query.add(Scope.term(Fields.DOCUMENT, id), Occur.FILTER);
                    query.add(Scope.term(Fields.FIRST, Fields.FIRST), Occur.FILTER);
                    query.add(scope.filter(lists(searcher)), Occur.FILTER);
                    ScoreDoc[] found = searcher.search(query.build(), 1).scoreDocs;
                    return found.length == 0
                            ? Optional.empty()
                            : Optional.of(whole(searcher.storedFields().document(found[0].doc)));
                });
    }

    private static FoundDocument whole(Document entry) {
        return new FoundDocument(
                entry.get(Fields.DOCUMENT),
                entry.get(Fields.TITLE),
                entry.get(Fields.SITE),
                entry.get(Fields.SPACE),
                entry.get(Fields.URL),
                entry.get(Fields.UPDATED),
                entry.get(Fields.WHOLE));
    }

    /** The spaces that have documents in the scope, by site and key. */
    public List<FoundSpace> spaces(Scope scope) throws IOException {
        return snapshots.ask(
                searcher -> {
                    List<FoundSpace> spaces = new ArrayList<>();
                    Terms places = MultiTerms.getTerms(searcher.getIndexReader(), Fields.PLACE);
                    if (places == null) {
                        return spaces;
                    }
                    Query visible = scope.filter(lists(searcher));
                    TermsEnum each = places.iterator();
                    while (each.next() != null) {
                        String place = each.term().utf8ToString();
                        count(searcher, visible, place).ifPresent(spaces::add);
                    }
                    return spaces;
                });
    }

    private static Optional<FoundSpace> count(IndexSearcher searcher, Query visible, String place)
            throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(Scope.term(Fields.PLACE, place), Occur.FILTER);
        query.add(Scope.term(Fields.FIRST, Fields.FIRST), Occur.FILTER);
        query.add(visible, Occur.FILTER);
        TopDocs found = searcher.search(query.build(), 1);
        if (found.scoreDocs.length == 0) {
            return Optional.empty();
        }
        Document first = searcher.storedFields().document(found.scoreDocs[0].doc, SHOWN);
        return Optional.of(
                new FoundSpace(
                        first.get(Fields.SITE),
                        first.get(Fields.SPACE),
                        searcher.count(query.build())));
    }
}
