package dev.kbsync.simulator.cql;

import dev.kbsync.simulator.cql.Clause.Comparison;
import dev.kbsync.simulator.cql.Clause.Value;
import java.util.List;
import java.util.stream.Stream;

/** The words a query looks for in texts: what a search marks in its rows. */
public final class CqlWords {
    private CqlWords() {}

    /** Words and words of phrases in lower case, none if the query looks for none. */
    public static List<String> in(CqlQuery query) {
        return in(query.where()).distinct().toList();
    }

    private static Stream<String> in(Clause clause) {
        if (clause instanceof Clause.All all) {
            return all.parts().stream().flatMap(CqlWords::in);
        }
        if (clause instanceof Clause.Any any) {
            return any.parts().stream().flatMap(CqlWords::in);
        }
        if (clause instanceof Comparison comparison
                && comparison.operator() == Operator.CONTAINS
                && comparison.values().get(0) instanceof Value.Text text) {
            Words words = Words.of(text.text());
            return Stream.concat(
                    words.words().stream(),
                    words.phrases().stream().flatMap(phrase -> Stream.of(phrase.split(" ", -1))));
        }
        return Stream.empty();
    }
}
