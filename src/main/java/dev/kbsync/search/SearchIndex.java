package dev.kbsync.search;

import dev.kbsync.embed.Embeddings;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.PageRef.Access;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.Bits;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The embedded index: takes what was delivered, and knows which index it is. */
@Component("searchIndex")
public class SearchIndex implements DisposableBean {

    /** No document has it. */
    private static final long NONE = Long.MIN_VALUE;

    private final IndexFolder folder;
    private final Snapshots snapshots;
    private final OpenWriter writer;
    private final Vectors vectors;

    SearchIndex(SearchProperties properties, Embeddings embeddings) {
        this.folder = new IndexFolder(properties.folder().resolve("search"));
        this.snapshots = new Snapshots(folder);
        this.writer = new OpenWriter(folder);
        this.vectors = new Vectors(embeddings, snapshots);
    }

    Snapshots snapshots() {
        return snapshots;
    }

    Vectors vectors() {
        return vectors;
    }

    /**
     * The id of the index, or of the one that is made when something is written first. Another one
     * than before means that the index holds nothing of what was delivered before.
     *
     * @return empty if the folder cannot be read
     */
    public String generation() {
        try {
            return folder.generation();
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Stores documents and removes others, each as a whole. When it returns, that is on disk and
     * visible. What the index holds in a newer version stays as it is; a removal removes any.
     *
     * @param deliveries each of another document
     * @return what went wrong, by document id; no entry for what was done
     * @throws IOException if nothing was done; another process may be writing
     */
    public Map<String, Exception> write(List<Delivery> deliveries) throws IOException {
        // Before anything is written: what a document is found by now stays until all of it is
        // there.
        Vectors.Made made = vectors.of(deliveries);
        return writer.commit(
                open -> {
                    Map<String, Exception> refused = new HashMap<>(made.failures());
                    Map<String, Long> held = held(deliveries);
                    for (Delivery delivery : deliveries) {
                        try {
                            if (!refused.containsKey(delivery.documentId())) {
                                write(open, delivery, held, made);
                            }
                        } catch (IllegalArgumentException e) {
                            refused.put(delivery.documentId(), e);
                        }
                        if (refused.containsKey(delivery.documentId())
                                && delivery.ref().access() != Access.OPEN) {
                            // What is there may be from a time when everybody might read it.
                            open.deleteDocuments(new Term(Fields.DOCUMENT, delivery.documentId()));
                        }
                    }
                    return refused;
                });
    }

    private static void write(
            IndexWriter writer, Delivery delivery, Map<String, Long> held, Vectors.Made made)
            throws IOException {
        Term document = new Term(Fields.DOCUMENT, delivery.documentId());
        if (delivery.isRemoval()) {
            writer.deleteDocuments(document);
        } else if (held.getOrDefault(delivery.documentId(), NONE) <= delivery.ref().revision()) {
            writer.updateDocuments(document, Fields.of(delivery, made));
        }
    }

    /** The revisions that the index holds; no entry for a document that it does not. */
    private Map<String, Long> held(List<Delivery> deliveries) throws IOException {
        Map<String, Long> held = new HashMap<>();
        try {
            return snapshots.ask(
                    searcher -> {
                        for (Delivery delivery : deliveries) {
                            for (LeafReaderContext leaf : searcher.getLeafContexts()) {
                                note(leaf.reader(), delivery.documentId(), held);
                            }
                        }
                        return held;
                    });
        } catch (MissingIndexException e) {
            return held;
        }
    }

    private static void note(LeafReader leaf, String document, Map<String, Long> held)
            throws IOException {
        PostingsEnum entries = leaf.postings(new Term(Fields.DOCUMENT, document));
        NumericDocValues revisions = leaf.getNumericDocValues(Fields.REVISION);
        Bits live = leaf.getLiveDocs();
        if (entries == null || revisions == null) {
            return;
        }
        while (entries.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
            int entry = entries.docID();
            if ((live == null || live.get(entry)) && revisions.advanceExact(entry)) {
                held.merge(document, revisions.longValue(), Math::max);
            }
        }
    }

    @Override
    public void destroy() throws IOException {
        writer.close();
        snapshots.close();
    }
}
