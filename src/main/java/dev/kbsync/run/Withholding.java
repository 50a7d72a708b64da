package dev.kbsync.run;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Which documents of pages that are gone stay in a run until a person has looked. */
final class Withholding {

    private final boolean allowed;
    private final Set<String> hiding = new TreeSet<>();
    private boolean all;
    private int documents;

    /**
     * @param allowed whether a person has allowed every removal
     */
    Withholding(boolean allowed) {
        this.allowed = allowed;
    }

    /** Keeps whatever is confirmed to be gone. */
    void all() {
        all = true;
    }

    /**
     * A data security policy hides pages of these spaces: whether one was deleted cannot be told.
     */
    void hiding(Collection<String> spaces) {
        hiding.addAll(spaces);
    }

    /** Keys of the spaces of which a data security policy hides pages. */
    Set<String> hiding() {
        return Collections.unmodifiableSet(hiding);
    }

    /** Whether the document of a page of that space stays. */
    boolean keeps(String space) {
        return all || (hiding.contains(space) && !allowed);
    }

    void count(int more) {
        documents += more;
    }

    /** How many documents stay. */
    int documents() {
        return documents;
    }
}
