package dev.kbsync.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.authorize.SiteCredentials;
import dev.kbsync.authorize.TokenProblems;
import dev.kbsync.confluence.ConfluenceClient;
import dev.kbsync.confluence.ConfluenceRequest;
import dev.kbsync.confluence.SiteAccess;
import dev.kbsync.confluence.TenantClient;
import dev.kbsync.confluence.failure.AccessDeniedException;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.confluence.failure.MissingScopeException;
import dev.kbsync.confluence.failure.NotFoundException;
import dev.kbsync.confluence.failure.UnauthorizedException;
import dev.kbsync.site.Sites;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks Confluence once whether it takes a site's API token. */
@Component
public class ApiTokenTrial {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfluenceClient confluence;
    private final TenantClient tenants;
    private final SiteAccess access;
    private final Sites sites;
    private final SiteCredentials credentials;
    private final TokenProblems problems;

    ApiTokenTrial(
            ConfluenceClient confluence,
            TenantClient tenants,
            SiteAccess access,
            Sites sites,
            SiteCredentials credentials,
            TokenProblems problems) {
        this.confluence = confluence;
        this.tenants = tenants;
        this.access = access;
        this.sites = sites;
        this.credentials = credentials;
        this.problems = problems;
    }

    /**
     * What is wrong with a site's API token, one sentence; empty if Confluence takes it. A token
     * that Confluence does not take is remembered as such until it does.
     */
    public Optional<String> problem(String site) {
        try {
            // Only the search says to a wrong token that it is wrong; elsewhere nothing is found.
            confluence.once(
                    new ConfluenceRequest<>(
                            site,
                            "/wiki/rest/api/search",
                            Map.of("cql", "type=space", "limit", "1"),
                            JSON::readTree));
            tenants.identified(sites.get(site));
            credentials.tokenWorks(site);
            return Optional.empty();
        } catch (UnauthorizedException | AccessDeniedException | NotFoundException e) {
            return refused(
                    site,
                    "Confluence does not accept the API token of \"%s\": the e-mail or the token is wrong or has expired, the account may not use this Confluence, or a token with scopes (or of a service account) was not marked as such."
                            .formatted(site));
        } catch (MissingScopeException e) {
            return refused(
                    site,
                    "The API token of \"%s\" lacks a scope: make one with read:confluence-content.all and search:confluence."
                            .formatted(site));
        } catch (ConfluenceException e) {
            return Optional.of("It could not be tested: " + e.getMessage());
        }
    }

    private Optional<String> refused(String site, String why) {
        problems.refused(access.access(site), why);
        return Optional.of(why);
    }
}
