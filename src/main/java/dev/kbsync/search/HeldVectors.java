package dev.kbsync.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;

/** Reads the vectors that the index holds of documents. */
final class HeldVectors {

    private HeldVectors() {}

    /** By hash, also of chunks that were replaced, as long as they are still there. */
    static Map<String, float[]> of(IndexSearcher searcher, String field, List<String> documents)
            throws IOException {
        Map<String, float[]> held = new HashMap<>();
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            for (String document : documents) {
                read(leaf, field, new Term(Fields.DOCUMENT, document), held);
            }
        }
        return held;
    }

    private static void read(
            LeafReaderContext leaf, String field, Term document, Map<String, float[]> held)
            throws IOException {
        PostingsEnum entries = leaf.reader().postings(document);
        FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
        if (entries == null || vectors == null) {
            return;
        }
        StoredFields stored = leaf.reader().storedFields();
        while (entries.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
            int entry = entries.docID();
            if (vectors.docID() < entry) {
                vectors.advance(entry);
            }
            if (vectors.docID() == entry) {
                String hash = stored.document(entry, Set.of(Fields.HASH)).get(Fields.HASH);
                held.put(hash, vectors.vectorValue().clone());
            }
        }
    }
}
