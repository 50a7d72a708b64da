package dev.kbsync.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;

/**
 * A question as terms of the index. Nothing of it is syntax but double quotes, so that no question
 * is refused.
 *
 * @param terms those that say what is asked for
 * @param phrases terms that have to stand together in the text
 */
record QuestionTerms(Set<String> terms, List<List<String>> phrases) {

    private static final SearchAnalyzer ANALYZER = new SearchAnalyzer();
    private static final Pattern QUOTED = Pattern.compile("[\"“„”]([^\"“„”]+)[\"“”]");

    /** Enough for a paragraph; each costs time. */
    private static final int MOST = 64;

    private static final int LONGEST = 4000;

    /**
     * How much a word counts once more that stands both in a passage and in the headings above it.
     * That the better place decides answers more questions than a sum of both does (measured).
     */
    private static final float TWICE = 0.3f;

    /** Words that stand in nearly every passage and question of English. */
    private static final Set<String> COMMON =
            ANALYZER
                    .terms(
                            "a an and are as at be but by can could did do does for from get has have how i if in into is"
                                    + " it its me my no not of on or our should such that the their them then there"
                                    + " these they this to was we were what when where which who why will with would"
                                    + " you your")
                    .stream()
                    .map(SearchAnalyzer.Term::text)
                    .collect(Collectors.toSet());

    static QuestionTerms of(String question) {
        String composed =
                Fields.composed(question.substring(0, Math.min(question.length(), LONGEST)));
        Set<String> all = new LinkedHashSet<>(terms(composed));
        Set<String> telling = new LinkedHashSet<>(all);
        telling.removeAll(COMMON);
        List<List<String>> phrases = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(composed);
        while (quoted.find() && phrases.size() < MOST) {
            List<String> phrase = terms(quoted.group(1));
            if (phrase.size() > 1) {
                phrases.add(phrase);
            }
        }
        return new QuestionTerms(telling.isEmpty() ? all : telling, phrases);
    }

    private static List<String> terms(String text) {
        return ANALYZER.terms(text).stream().map(SearchAnalyzer.Term::text).limit(MOST).toList();
    }

    /** Passages that hold any of the terms, ranked by how rare and how frequent these are. */
    Query query() {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String term : terms) {
            any.add(
                    new DisjunctionMaxQuery(
                            List.of(
                                    Scope.term(Fields.TEXT, term),
                                    Scope.term(Fields.BREADCRUMB, term)),
                            TWICE),
                    Occur.SHOULD);
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(any.build(), Occur.MUST);
        for (List<String> phrase : phrases) {
            BooleanQuery.Builder together = new BooleanQuery.Builder();
            for (String field : List.of(Fields.TEXT, Fields.BREADCRUMB)) {
                together.add(new PhraseQuery(field, phrase.toArray(String[]::new)), Occur.SHOULD);
            }
            query.add(together.build(), Occur.FILTER);
        }
        return query.build();
    }
}
