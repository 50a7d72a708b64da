package dev.kbsync.search;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/** The index as it was committed last, by whatever process, for any number of readers at once. */
final class Snapshots implements AutoCloseable {

    /**
     * For passages: they are of similar length, and a word that is repeated says little (measured).
     */
    private static final Similarity SIMILARITY = new BM25Similarity(0.9f, 0.4f);

    private final IndexFolder folder;
    private @Nullable Directory directory;
    private @Nullable DirectoryReader reader;

    Snapshots(IndexFolder folder) {
        this.folder = folder;
    }

    /** What is asked of a snapshot. */
    interface Task<T> {
        T apply(IndexSearcher searcher) throws IOException;
    }

    /**
     * Asks the newest snapshot.
     *
     * @throws MissingIndexException if there is no index that can be used
     * @throws IOException if it cannot be read
     */
    <T> T ask(Task<T> task) throws IOException {
        DirectoryReader newest = acquire();
        try {
            IndexSearcher searcher = new IndexSearcher(newest);
            searcher.setSimilarity(SIMILARITY);
            return task.apply(searcher);
        } catch (IOException | IllegalStateException | IndexOutOfBoundsException e) {
            // Damage that is met while it is read may show in any of these ways.
            folder.doubt();
            throw e;
        } finally {
            newest.decRef();
        }
    }

    private synchronized DirectoryReader acquire() throws IOException {
        DirectoryReader newest;
        try {
            newest = newest();
        } catch (IOException | IllegalStateException e) {
            // The folder was deleted, or there is another index in it.
            close();
            newest = first();
        }
        reader = newest;
        newest.incRef();
        return newest;
    }

    private DirectoryReader newest() throws IOException {
        DirectoryReader held = reader;
        if (held == null) {
            return first();
        }
        DirectoryReader changed = DirectoryReader.openIfChanged(held);
        if (changed == null) {
            return held;
        }
        held.close();
        return changed;
    }

    private DirectoryReader first() throws IOException {
        if (folder.usable().isEmpty()) {
            throw new MissingIndexException(folder.path());
        }
        Directory opened = folder.open();
        try {
            DirectoryReader first = DirectoryReader.open(opened);
            directory = opened;
            return first;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
        if (directory != null) {
            directory.close();
            directory = null;
        }
    }
}
