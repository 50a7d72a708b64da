package dev.kbsync.listing.v2;

import com.github.benmanes.caffeine.cache.Cache;
import dev.kbsync.listing.RowFields;
import dev.kbsync.page.SpaceInfo;
import dev.kbsync.site.Caches;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Which id each space of a site has; v2 knows spaces by these, people know them by keys. */
@Component
public class SpaceIds {

    private static final Duration FOR = Duration.ofHours(1);

    private final V2Client v2;
    private final Cache<String, Known> known;

    public SpaceIds(V2Client v2, Clock clock) {
        this.v2 = v2;
        this.known = Caches.by(clock).expireAfterWrite(FOR).build();
    }

    private record Known(Map<String, String> idByKey, Map<String, String> keyById) {

        boolean covers(Collection<String> keys) {
            return keys.stream().allMatch(key -> idByKey.containsKey(upper(key)));
        }
    }

    private record Space(String id, SpaceInfo info) {}

    /** Ids of these spaces; one that is not there, or hidden, has none. */
    public List<String> ids(String site, Collection<String> keys) {
        Known now = known.getIfPresent(site);
        if (now == null || !now.covers(keys)) {
            now = ask(site);
        }
        Known found = now;
        return keys.stream()
                .map(key -> found.idByKey().get(upper(key)))
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Key of the space with this id, as Confluence spells it.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String key(String site, String id) {
        Known now = known.getIfPresent(site);
        if (now == null || !now.keyById().containsKey(id)) {
            now = ask(site);
        }
        String key = now.keyById().get(id);
        if (key == null) {
            throw new IllegalArgumentException(
                    "Confluence listed a page of a space that it does not show (id " + id + ")");
        }
        return key;
    }

    /** Every current space the credential can see, asked for anew. */
    public List<SpaceInfo> current(String site) {
        List<Space> spaces = spaces(site);
        remember(site, spaces);
        return spaces.stream().map(Space::info).toList();
    }

    private Known ask(String site) {
        return remember(site, spaces(site));
    }

    private List<Space> spaces(String site) {
        return v2.all(
                site,
                "spaces",
                V2Query.NONE.with("status", "current").with("sort", "name"),
                false,
                row ->
                        new Space(
                                RowFields.id(row),
                                new SpaceInfo(
                                        RowFields.required(row, "key"),
                                        row.path("name").asText(""))));
    }

    private Known remember(String site, List<Space> spaces) {
        Map<String, String> idByKey = new HashMap<>();
        Map<String, String> keyById = new HashMap<>();
        for (Space space : spaces) {
            idByKey.put(upper(space.info().key()), space.id());
            keyById.put(space.id(), space.info().key());
        }
        Known now = new Known(idByKey, keyById);
        known.put(site, now);
        return now;
    }

    private static String upper(String key) {
        return key.toUpperCase(Locale.ROOT);
    }
}
