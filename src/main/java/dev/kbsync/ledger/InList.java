package dev.kbsync.ledger;

import java.util.Collection;
import java.util.List;

/** What a statement may compare with by {@code in}. */
final class InList {

    private InList() {}

    /** An empty "in ()" is no SQL; what nothing can be called stands in for none. */
    static Collection<String> of(Collection<String> some) {
        return some.isEmpty() ? List.of("") : some;
    }
}
