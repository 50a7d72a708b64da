package dev.kbsync.search;

import dev.kbsync.site.PrivateFolder;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the index. Each index has a generation, an id of its own: where another one is
 * found than before, all documents are missing in it. One that is damaged, or was written by
 * another version of kbsync, counts as missing, and is replaced by an empty one when something is
 * written.
 */
final class IndexFolder {

    private static final Logger log = LoggerFactory.getLogger(IndexFolder.class);

    /** Counts up with each change of the fields or of the analyzer. */
    private static final String SCHEMA = "1";

    private static final String SCHEMA_KEY = "kbsync.schema";
    private static final String GENERATION_KEY = "kbsync.generation";

    /** What Lucene calls its files; others in the folder are not touched. */
    private static final Pattern FILES =
            Pattern.compile(IndexFileNames.CODEC_FILE_PATTERN + "|(pending_)?segments_?.*");

    private final Path path;

    /** The generation that an index gets which this process makes. */
    private String next = UUID.randomUUID().toString();

    /** The generation whose files were read to the end, and found whole. */
    private @Nullable String sound;

    /** The damage that was told of. */
    private @Nullable String told;

    IndexFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    Directory open() throws IOException {
        return FSDirectory.open(path);
    }

    /**
     * The generation of the index there is, or of the one that will be made.
     *
     * @throws IOException if the folder cannot be read
     */
    synchronized String generation() throws IOException {
        return usable().orElse(next);
    }

    /** The generation of the index; empty if there is none that can be used. */
    synchronized Optional<String> usable() throws IOException {
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        try (Directory directory = open()) {
            String generation = generation(directory);
            return generation.isEmpty() ? Optional.empty() : Optional.of(generation);
        } catch (IndexNotFoundException e) {
            return Optional.empty();
        } catch (CorruptIndexException
                | IndexFormatTooOldException
                | IndexFormatTooNewException
                | EOFException
                | FileNotFoundException
                | NoSuchFileException
                // A codec that this version does not have.
                | IllegalArgumentException e) {
            tell(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Once; it is looked at often until it is made anew. */
    private void tell(String damage) {
        if (!damage.equals(told)) {
            log.warn(
                    "The search index in {} is damaged and will be filled again ({})",
                    path,
                    damage);
            told = damage;
        }
    }

    /** Looks again where another process commits meanwhile, and deletes what it no longer needs. */
    private String generation(Directory directory) throws IOException {
        return new SegmentInfos.FindSegmentsFile<String>(directory) {
            @Override
            protected String doBody(String file) throws IOException {
                SegmentInfos infos = SegmentInfos.readCommit(directory, file);
                Map<String, String> data = infos.getUserData();
                if (!SCHEMA.equals(data.get(SCHEMA_KEY))) {
                    return "";
                }
                for (String needed : infos.files(true)) {
                    directory.fileLength(needed);
                }
                String generation = data.getOrDefault(GENERATION_KEY, "");
                if (!generation.equals(sound)) {
                    verify(directory);
                    sound = generation;
                }
                return generation;
            }
        }.run();
    }

    private static void verify(Directory directory) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
        }
    }

    /** Something could not be read: the files are checked before they are used again. */
    synchronized void doubt() {
        sound = null;
    }

    /**
     * Opens the index to write, and makes it if there is none that can be used. Nobody else writes
     * until the writer is closed.
     *
     * @throws IOException with one sentence, if another process writes
     */
    synchronized IndexWriter writer() throws IOException {
        if (!Files.isDirectory(path)) {
            PrivateFolder.create(path);
        }
        Directory directory = open();
        try {
            clearIfUseless(directory);
            IndexWriter writer =
                    new IndexWriter(
                            directory,
                            new IndexWriterConfig(new SearchAnalyzer())
                                    .setCodec(new WideVectorCodec())
                                    // Merges go on beside deliveries, which wait for commits.
                                    .setMaxFullFlushMergeWaitMillis(0));
            name(writer);
            return writer;
        } catch (LockObtainFailedException e) {
            directory.close();
            throw new IOException(
                    "another kbsync process is writing the search index in %s".formatted(path));
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Gives a new index its generation. */
    private void name(IndexWriter writer) {
        for (Map.Entry<String, String> entry : writer.getLiveCommitData()) {
            if (entry.getKey().equals(GENERATION_KEY)) {
                return;
            }
        }
        writer.setLiveCommitData(Map.of(SCHEMA_KEY, SCHEMA, GENERATION_KEY, next).entrySet());
        sound = next;
        next = UUID.randomUUID().toString();
    }

    /** Deletes the files of an index that cannot be used; only while nobody else writes. */
    private void clearIfUseless(Directory directory) throws IOException {
        Lock lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME);
        try (lock) {
            if (usable().isEmpty()) {
                for (String file : directory.listAll()) {
                    if (FILES.matcher(file).matches()) {
                        directory.deleteFile(file);
                    }
                }
            }
        }
    }
}
