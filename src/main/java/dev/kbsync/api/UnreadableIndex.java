package dev.kbsync.api;

import dev.kbsync.page.Sentence;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A search index that cannot be read. */
public final class UnreadableIndex {

    private static final Logger log = LoggerFactory.getLogger(UnreadableIndex.class);

    private UnreadableIndex() {}

    /** What whoever asks is told; the log is told why. */
    public static String sentence(IOException failure) {
        log.warn("The search index cannot be read: {}", Sentence.of(failure));
        return "The search index cannot be read; the log says why. If it is damaged, the next run makes it anew.";
    }
}
