package dev.kbsync.run;

import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.ledger.LinkStore;
import dev.kbsync.ledger.PersonStore;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.Person;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes down what is about to be delivered, and which links that outdates. */
@Component
class Announcements {

    private final LedgerStore store;
    private final LinkStore links;
    private final PersonStore people;
    private final UndeliveredChanges changes;
    private final FencedWrites writes;

    Announcements(
            LedgerStore store,
            LinkStore links,
            PersonStore people,
            UndeliveredChanges changes,
            FencedWrites writes) {
        this.changes = changes;
        this.store = store;
        this.links = links;
        this.people = people;
        this.writes = writes;
    }

    /**
     * @param writers the people whose names the page of results shows
     * @throws TakenOverException if another run has taken the site over
     */
    void make(Run run, List<PageWork> works, List<Person> writers) {
        List<PageRef> readable = RunEffects.readable(run, works);
        List<PageWork> upserts = works.stream().filter(PageWork::isUpsert).toList();
        if (!writers.isEmpty() || !readable.isEmpty() || !upserts.isEmpty()) {
            writes.of(run, () -> write(run, upserts, readable, writers));
        }
    }

    private void write(
            Run run, List<PageWork> upserts, List<PageRef> readable, List<Person> writers) {
        // First the links: they compare with the name in the ledger.
        links.missing(readable).mark();
        List<String> ids = upserts.stream().map(work -> work.ref().contentId()).toList();
        Map<String, LedgerEntry> known = store.find(run.getSite().knownCloudId(), ids);
        List<PageRef> linked =
                upserts.stream().filter(PageWork::mayBeLinked).map(PageWork::ref).toList();
        links.appearing(linked, known).mark();
        store.announce(upserts, known, run.seenIn());
        people.learn(writers);
        changes.begin(run, upserts, known);
    }
}
