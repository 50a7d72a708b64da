package dev.kbsync.listing.v2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.confluence.SiteAccess;
import dev.kbsync.confluence.failure.AccessDeniedException;
import dev.kbsync.confluence.failure.BadRequestException;
import dev.kbsync.confluence.failure.GoneException;
import dev.kbsync.confluence.failure.MissingScopeException;
import dev.kbsync.confluence.failure.NotFoundException;
import dev.kbsync.site.Site;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Which spaces an organization's data security policy hides from apps, wholly or in part. Their
 * pages vanish from every answer as if they had been deleted. Only OAuth apps are kept out, and
 * only an app with the scope {@code read:space:confluence} may ask.
 */
@Component
public class DataPolicies {

    private static final Logger log = LoggerFactory.getLogger(DataPolicies.class);

    private static final String SPACES = "read:space:confluence";
    private static final String METADATA = "read:configuration:confluence";

    /** As many keys as a list may be limited to. */
    private static final int MOST_KEYS = 250;

    private final V2Client v2;
    private final SiteAccess access;

    public DataPolicies(V2Client v2, SiteAccess access) {
        this.v2 = v2;
        this.access = access;
    }

    /**
     * Keys of the site's wanted spaces of which anything is hidden; none where that cannot be told.
     *
     * @throws dev.kbsync.confluence.failure.ConfluenceException if the site cannot be asked just
     *     now
     */
    public Set<String> hiding(Site site) {
        Set<String> scopes = access.scopes(site.name()).orElse(Set.of());
        if (!scopes.contains(SPACES)) {
            return Set.of();
        }
        try {
            // One point for the whole site, where listing the spaces costs one for each.
            boolean nothing =
                    scopes.contains(METADATA)
                            && !v2.one(site.name(), "data-policies/metadata")
                                    .path("anyContentBlocked")
                                    .asBoolean(true);
            return nothing ? Set.of() : spaces(site);
        } catch (MissingScopeException
                | AccessDeniedException
                | NotFoundException
                | BadRequestException
                | GoneException e) {
            log.debug("{}: data policies cannot be asked for: {}", site.name(), e.getMessage());
            return Set.of();
        }
    }

    private Set<String> spaces(Site site) {
        List<String> keys = site.spaces().asks() ? List.of() : List.copyOf(site.spaces().keys());
        V2Query query =
                keys.isEmpty() || keys.size() > MOST_KEYS
                        ? V2Query.NONE
                        : V2Query.NONE.withIds("keys", keys);
        return v2.all(site.name(), "data-policies/spaces", query, false, row -> row).stream()
                .filter(row -> row.path("dataPolicy").path("anyContentBlocked").asBoolean())
                .map((JsonNode row) -> row.path("key").asText())
                .collect(Collectors.toSet());
    }
}
