package dev.kbsync.api;

import dev.kbsync.api.json.RuleJson;
import dev.kbsync.site.RulesInForce;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Which pages of a site are wanted. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "sites")
class RulesApi {

    private final Sites sites;
    private final RulesInForce rules;

    RulesApi(Sites sites, RulesInForce rules) {
        this.sites = sites;
        this.rules = rules;
    }

    @GetMapping("/api/sites/{site}/rules")
    @Operation(
            operationId = "rules",
            summary = "Which pages are wanted, by which rule, and where that was said")
    List<RuleJson> all(@PathVariable String site) {
        Site asked = sites.get(site);
        return rules.of(asked).stream().map(rule -> RuleJson.of(asked.name(), rule)).toList();
    }
}
