package dev.kbsync.api;

import dev.kbsync.api.json.SiteJson;
import dev.kbsync.api.json.SiteSummaries;
import dev.kbsync.site.Sites;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the sites stand. */
@RestController
@RequestMapping("/api/sites")
@ConditionalOnWebApplication
@Tag(name = "sites")
class SitesApi {

    private final Sites sites;
    private final SiteSummaries summaries;

    SitesApi(Sites sites, SiteSummaries summaries) {
        this.sites = sites;
        this.summaries = summaries;
    }

    @GetMapping
    @Operation(operationId = "sites", summary = "All sites and how they stand")
    List<SiteJson> all() {
        return sites.all().stream().map(summaries::of).toList();
    }

    @GetMapping("/{site}")
    @Operation(operationId = "site", summary = "One site")
    SiteJson one(@PathVariable String site) {
        return summaries.of(sites.get(site));
    }
}
