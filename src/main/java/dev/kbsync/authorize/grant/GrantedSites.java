package dev.kbsync.authorize.grant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.authorize.grant.Grant.GrantedSite;
import dev.kbsync.confluence.AtlassianHttp;
import dev.kbsync.confluence.TenantClient;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.egress.EgressException;
import dev.kbsync.site.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Asks which sites a token reaches, and a site which one it is. */
@Component
public class GrantedSites {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtlassianHttp atlassian;

    public GrantedSites(AtlassianHttp atlassian) {
        this.atlassian = atlassian;
    }

    /**
     * The sites a token reaches, without those that it may not use Confluence on; none if the token
     * is refused, as it is after the account took the app's access away.
     *
     * @throws UnavailableException if they could not be had
     */
    public List<GrantedSite> of(Secret accessToken) {
        try {
            return atlassian
                    .http()
                    .get()
                    .uri(atlassian.sitesUrl())
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken.value())
                    .accept(MediaType.APPLICATION_JSON)
                    .exchange((request, response) -> sites(response));
        } catch (RestClientException e) {
            throw unavailable(e);
        }
    }

    private static List<GrantedSite> sites(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        if (status == 401 || status == 403) {
            return List.of();
        }
        if (status != 200) {
            throw new UnavailableException(
                    "Atlassian answered %d when asked which sites the grant reaches; try again."
                            .formatted(status));
        }
        List<GrantedSite> sites = new ArrayList<>();
        // The same site stands there once for each product; scopes tell them apart (API facts,
        // 1.6).
        for (JsonNode resource : JSON.readTree(response.getBody())) {
            List<String> scopes = new ArrayList<>();
            resource.path("scopes").forEach(scope -> scopes.add(scope.asText()));
            if (scopes.stream().anyMatch(scope -> scope.contains("confluence"))) {
                sites.add(
                        new GrantedSite(
                                resource.path("id").asText(),
                                resource.path("url").asText(),
                                resource.path("name").asText(),
                                scopes));
            }
        }
        return sites;
    }

    /**
     * A site's cloud id, which it tells everybody.
     *
     * @throws UnavailableException if the site could not be asked
     * @throws dev.kbsync.confluence.failure.UnexpectedAnswerException if it is no Confluence Cloud
     *     site
     */
    String cloudId(URI site) {
        try {
            JsonNode tenant =
                    atlassian
                            .http()
                            .get()
                            .uri(site + TenantClient.PATH)
                            .accept(MediaType.APPLICATION_JSON)
                            .exchange(
                                    (request, response) ->
                                            response.getStatusCode().value() == 200
                                                    ? JSON.readTree(response.getBody())
                                                    : JSON.missingNode());
            return TenantClient.cloudId(site, tenant == null ? JSON.missingNode() : tenant);
        } catch (RestClientException e) {
            throw unavailable(e);
        }
    }

    private static UnavailableException unavailable(RestClientException e) {
        EgressException stopped = EgressException.in(e);
        if (stopped != null) {
            return new UnavailableException(
                    "Atlassian was not reached: " + stopped.getMessage(), e);
        }
        return new UnavailableException(
                "Atlassian gave no usable answer (%s); check the network and try again."
                        .formatted(e.getMostSpecificCause().getClass().getSimpleName()),
                e);
    }
}
