package dev.kbsync.run;

import dev.kbsync.page.PageRef;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Which documents of pages that are gone stay in a run until a person has looked. */
final class Withholding {

    private final boolean allowed;
    private final Set<String> hiding = new TreeSet<>();
    private final Set<String> approved = new HashSet<>();
    private final Set<String> left = new HashSet<>();
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

    /**
     * Heeds what a person decided about single pages that are gone.
     *
     * @param goes ids of those that go whatever the threshold says
     * @param stays ids of those that stay even if they are few
     */
    void decided(Set<String> goes, Set<String> stays) {
        approved.addAll(goes);
        left.addAll(stays);
    }

    /** Whether the document of a page stays. */
    boolean keeps(PageRef page) {
        if (approved.contains(page.contentId())) {
            return false;
        }
        boolean doubtful = hiding.contains(page.space()) || left.contains(page.contentId());
        return all || (doubtful && !allowed);
    }

    void count(int more) {
        documents += more;
    }

    /** How many documents stay. */
    int documents() {
        return documents;
    }
}
