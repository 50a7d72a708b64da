package dev.kbsync.retrieval.rank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/** Ranks by the words of a query, with Lucene. */
public record Bm25(Analyzer analyzer) implements Ranking {

    private static final String FIELD = "text";

    @Override
    public String name() {
        return "BM25";
    }

    @Override
    public Ranker index(List<String> texts) {
        try {
            ByteBuffersDirectory directory = new ByteBuffersDirectory();
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (String text : texts) {
                    Document document = new Document();
                    document.add(new TextField(FIELD, text, Field.Store.NO));
                    writer.addDocument(document);
                }
                writer.forceMerge(1);
            }
            IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
            return query -> search(searcher, query);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<Integer> search(IndexSearcher searcher, String text) {
        Query query = new QueryBuilder(analyzer).createBooleanQuery(FIELD, text);
        if (query == null) {
            return List.of();
        }
        try {
            List<Integer> places = new ArrayList<>();
            for (ScoreDoc found : searcher.search(query, Ranker.DEPTH).scoreDocs) {
                places.add(found.doc);
            }
            return places;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
