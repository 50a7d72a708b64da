package dev.kbsync.deliver.git;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Changes to the files of a commit that make those of the next one. No file on disk is touched. */
final class TreeEdits {

    private final DirCache base;
    private final Map<String, ObjectId> edits = new TreeMap<>();

    /**
     * @param tree the tree to begin with; null for an empty one
     */
    TreeEdits(ObjectReader reader, @Nullable ObjectId tree) throws IOException {
        this.base = tree == null ? DirCache.newInCore() : DirCache.read(reader, tree);
    }

    /** The content of a file to begin with; null if there is none. */
    @Nullable ObjectId at(String path) {
        DirCacheEntry entry = base.getEntry(path);
        return entry == null ? null : entry.getObjectId();
    }

    /** Whether a file is where a folder is needed, or the other way round. */
    boolean blocked(String path) {
        if (base.getEntriesWithin(path).length > 0) {
            return true;
        }
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (base.getEntry(path.substring(0, slash)) != null) {
                return true;
            }
        }
        return false;
    }

    void put(String path, ObjectId content) {
        edits.put(path, content);
    }

    void delete(String path) {
        edits.put(path, ObjectId.zeroId());
    }

    boolean isEmpty() {
        return edits.isEmpty();
    }

    /** Writes the changed tree. */
    ObjectId write(ObjectInserter inserter) throws IOException {
        DirCacheEditor editor = base.editor();
        edits.forEach(
                (path, content) ->
                        editor.add(
                                content.equals(ObjectId.zeroId())
                                        ? new DirCacheEditor.DeletePath(path)
                                        : new Put(path, content)));
        editor.finish();
        return base.writeTree(inserter);
    }

    private static final class Put extends DirCacheEditor.PathEdit {

        private final ObjectId content;

        Put(String path, ObjectId content) {
            super(path);
            this.content = content;
        }

        @Override
        public void apply(DirCacheEntry entry) {
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(content);
        }
    }
}
