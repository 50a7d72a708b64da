package dev.kbsync.retrieval.cut;

import dev.kbsync.retrieval.page.SourcePage;
import java.util.List;

/** A way to cut pages. */
public interface Cut {

    /** Tool and limit. */
    String name();

    /** The passages of a page, in its order. */
    List<Passage> passages(SourcePage page);
}
