package dev.kbsync.search;

import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * What may be found: unrestricted documents, and those restricted ones that the readers may read.
 *
 * @param readers one person, by account id and by the ids or names of their groups; empty for
 *     nobody in particular
 * @param spaces the only spaces that may be found, as {@code KEY} or {@code site/KEY}; empty for
 *     all
 */
public record Scope(List<String> readers, List<String> spaces) {

    /** What everybody may find. */
    public static final Scope EVERYBODY = new Scope(List.of(), List.of());

    public Scope {
        readers = List.copyOf(readers);
        spaces = List.copyOf(spaces);
    }

    /**
     * The filter.
     *
     * @param lists how many lists of readers a document has at most
     */
    Query filter(int lists) {
        BooleanQuery.Builder access = new BooleanQuery.Builder();
        access.add(term(Fields.ACCESS, Fields.OPEN), Occur.SHOULD);
        if (!readers.isEmpty()) {
            access.add(onEveryList(lists), Occur.SHOULD);
        }
        BooleanQuery.Builder filter = new BooleanQuery.Builder();
        filter.add(access.build(), Occur.FILTER);
        if (!spaces.isEmpty()) {
            filter.add(in(spaces), Occur.FILTER);
        }
        return filter.build();
    }

    /** Those restricted documents that have no list without one of the readers. */
    private Query onEveryList(int lists) {
        BooleanQuery.Builder admitted = new BooleanQuery.Builder();
        admitted.add(term(Fields.ACCESS, Fields.LISTED), Occur.FILTER);
        List<BytesRef> names = readers.stream().map(BytesRef::new).toList();
        for (int number = 0; number < lists; number++) {
            BooleanQuery.Builder shut = new BooleanQuery.Builder();
            shut.add(term(Fields.LISTS, Integer.toString(number)), Occur.FILTER);
            shut.add(new TermInSetQuery(Fields.READERS + number, names), Occur.MUST_NOT);
            admitted.add(shut.build(), Occur.MUST_NOT);
        }
        return admitted.build();
    }

    /** In one of these spaces. */
    static Query in(List<String> spaces) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String space : spaces) {
            any.add(in(space), Occur.SHOULD);
        }
        return any.build();
    }

    private static Query in(String space) {
        int slash = space.indexOf('/');
        return slash < 0
                ? term(Fields.SPACE, Fields.key(space))
                : term(
                        Fields.PLACE,
                        Fields.place(space.substring(0, slash), space.substring(slash + 1)));
    }

    static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }
}
