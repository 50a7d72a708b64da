package dev.kbsync.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.confluence.ConfluenceClient;
import dev.kbsync.confluence.ConfluenceRequest;
import dev.kbsync.confluence.failure.AccessDeniedException;
import dev.kbsync.confluence.failure.AuthorizationLostException;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.confluence.failure.MissingScopeException;
import dev.kbsync.confluence.failure.NotFoundException;
import dev.kbsync.confluence.failure.UnauthorizedException;
import dev.kbsync.listing.choice.ListingChooser;
import dev.kbsync.listing.choice.ListingChooser.Way;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks Atlassian once whether a site's service account gets into the site. */
@Component
public class ServiceAccountTrial {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfluenceClient confluence;
    private final ListingChooser ways;

    ServiceAccountTrial(ConfluenceClient confluence, ListingChooser ways) {
        this.confluence = confluence;
        this.ways = ways;
    }

    /** What is wrong with a site's service account, one sentence; empty if it gets in. */
    public Optional<String> problem(String site) {
        try {
            confluence.once(
                    ways.of(site) == Way.SPACES
                            ? new ConfluenceRequest<>(
                                    site,
                                    "/wiki/api/v2/spaces",
                                    Map.of("limit", "1"),
                                    JSON::readTree)
                            : new ConfluenceRequest<>(
                                    site,
                                    "/wiki/rest/api/search",
                                    Map.of("cql", "type=space", "limit", "1"),
                                    JSON::readTree));
            return Optional.empty();
        } catch (AuthorizationLostException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (MissingScopeException e) {
            return Optional.of(
                    "The service account of \"%s\" lacks a scope: create another credential with read:confluence-content.all and search:confluence."
                            .formatted(site));
        } catch (UnauthorizedException | AccessDeniedException | NotFoundException e) {
            return Optional.of(
                    "Atlassian accepts the service account of \"%s\", but does not let it use Confluence there: give the account access to Confluence on this site at admin.atlassian.com (Directory, Service accounts)."
                            .formatted(site));
        } catch (ConfluenceException e) {
            return Optional.of("It could not be tested: " + e.getMessage());
        }
    }
}
