package dev.kbsync.cli;

import dev.kbsync.api.json.RuleJson;
import dev.kbsync.site.RulesInForce;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Which pages are wanted, and who says so. */
@Command(
        name = "rules",
        description = {
            "Prints which pages are wanted: a line for each rule in force.",
            "Columns, separated by tabs: site, sink (a dash for all of them), rule, where it comes from."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class RulesCommand implements Callable<Integer> {

    @Mixin private SiteOption sites;

    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = CommandContext.look()) {
            RulesInForce rules = context.getBean(RulesInForce.class);
            List<RuleJson> all = new ArrayList<>();
            for (Site site : sites.of(context.getBean(Sites.class))) {
                rules.of(site).forEach(rule -> all.add(RuleJson.of(site.name(), rule)));
            }
            json.list(all, RulesCommand::columns);
            return 0;
        }
    }

    private static List<Object> columns(RuleJson rule) {
        return List.of(
                rule.site(),
                rule.sink().isEmpty() ? "-" : rule.sink(),
                rule.rule() + " = " + String.join(", ", rule.values()),
                rule.origin());
    }
}
