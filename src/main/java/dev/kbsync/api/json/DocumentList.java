package dev.kbsync.api.json;

import dev.kbsync.ledger.DocumentFinder;
import dev.kbsync.ledger.DocumentFinder.Wanted;
import dev.kbsync.ledger.DocumentState;
import dev.kbsync.site.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Finds documents by what programs ask for. */
@Component
public class DocumentList {

    private final DocumentFinder finder;

    public DocumentList(DocumentFinder finder) {
        this.finder = finder;
    }

    /**
     * Which documents; what is empty does not narrow them down.
     *
     * @param sites of which sites
     * @param title a part of the title
     * @param space key of the space
     * @param label one of its labels
     * @param state word of a {@link DocumentState}
     */
    public record Query(List<Site> sites, String title, String space, String label, String state) {

        private Wanted wanted() {
            return new Wanted(
                    sites.stream().map(Site::cloudId).filter(Objects::nonNull).distinct().toList(),
                    title,
                    space,
                    label,
                    state.isEmpty() ? null : DocumentState.of(state),
                    null);
        }
    }

    /**
     * How many there are.
     *
     * @throws IllegalArgumentException with one sentence, if there is no such state
     */
    public int count(Query query) {
        return finder.count(query.wanted());
    }

    /** Some of them, by space and title. */
    public List<DocumentJson> of(Query query, int from, int most) {
        Map<String, String> names = new HashMap<>();
        query.sites()
                .forEach(site -> names.putIfAbsent(String.valueOf(site.cloudId()), site.name()));
        return finder.find(query.wanted(), from, most).stream()
                .map(found -> DocumentJson.of(names.getOrDefault(found.cloudId(), ""), found))
                .toList();
    }
}
