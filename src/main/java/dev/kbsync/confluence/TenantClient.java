package dev.kbsync.confluence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.net.URI;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds out a site's cloud id where no grant told it: every site says it to everybody. */
@Component
public class TenantClient {

    /** Where a site says it, below its URL. */
    public static final String PATH = "/_edge/tenant_info";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sites sites;
    private final SiteAccess access;
    private final ConfluenceClient confluence;

    TenantClient(Sites sites, SiteAccess access, ConfluenceClient confluence) {
        this.sites = sites;
        this.access = access;
        this.confluence = confluence;
    }

    /**
     * The site with its cloud id, which is asked for once and then remembered.
     *
     * @throws ConfluenceException if the site could not be asked, or is no Confluence Cloud site
     */
    public Site identified(Site site) {
        if (site.cloudId() != null) {
            return site;
        }
        // The way through the gateway goes by the cloud id: there it is found out before.
        access.access(site.name());
        Site known = sites.get(site.name());
        if (known.cloudId() != null) {
            return known;
        }
        JsonNode tenant =
                confluence.get(
                        new ConfluenceRequest<>(site.name(), PATH, Map.of(), JSON::readTree));
        sites.rememberCloudId(site.name(), cloudId(site.url(), tenant));
        return sites.get(site.name());
    }

    /**
     * The cloud id in the answer of {@link #PATH}.
     *
     * @throws UnexpectedAnswerException if there is none
     */
    public static String cloudId(URI site, JsonNode tenant) {
        String cloudId = tenant.path("cloudId").asText("");
        if (!cloudId.matches("[A-Za-z0-9-]{1,64}")) {
            throw new UnexpectedAnswerException(
                    "%s does not say which Atlassian site it is; is the site's URL right?"
                            .formatted(site));
        }
        return cloudId;
    }
}
