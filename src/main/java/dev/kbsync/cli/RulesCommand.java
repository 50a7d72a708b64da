package dev.kbsync.cli;

import dev.kbsync.api.json.Json;
import dev.kbsync.api.json.RuleJson;
import dev.kbsync.site.Rule;
import dev.kbsync.site.RulesInForce;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Which pages are wanted, and who says so. */
@Command(
        name = "rules",
        description = {
            "Prints which pages are wanted: a line for each rule in force, in tab-separated columns:",
            "site, sink (a dash for all of them), rule, where it comes from."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class RulesCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private SiteOption sites;

    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = CommandContext.look()) {
            PrintWriter out = spec.commandLine().getOut();
            RulesInForce rules = context.getBean(RulesInForce.class);
            List<RuleJson> all = new ArrayList<>();
            for (Site site : sites.of(context.getBean(Sites.class))) {
                for (Rule rule : rules.of(site)) {
                    if (json.wanted()) {
                        all.add(RuleJson.of(site.name(), rule));
                    } else {
                        out.println(line(site, rule));
                    }
                }
            }
            if (json.wanted()) {
                out.println(Json.text(all));
            }
            out.flush();
            return 0;
        }
    }

    private static String line(Site site, Rule rule) {
        return Columns.line(
                site.name(), rule.sink().isEmpty() ? "-" : rule.sink(), rule.text(), rule.origin());
    }
}
