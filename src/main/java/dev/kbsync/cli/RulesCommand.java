package dev.kbsync.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.site.Rule;
import dev.kbsync.site.RulesInForce;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    public Integer call() throws JsonProcessingException {
        try (ConfigurableApplicationContext context = CommandContext.look()) {
            PrintWriter out = spec.commandLine().getOut();
            RulesInForce rules = context.getBean(RulesInForce.class);
            List<Map<String, Object>> trees = new ArrayList<>();
            for (Site site : sites.of(context.getBean(Sites.class))) {
                for (Rule rule : rules.of(site)) {
                    if (json.wanted()) {
                        trees.add(tree(site, rule));
                    } else {
                        out.println(line(site, rule));
                    }
                }
            }
            if (json.wanted()) {
                out.println(new ObjectMapper().writeValueAsString(trees));
            }
            out.flush();
            return 0;
        }
    }

    private static String line(Site site, Rule rule) {
        return Columns.line(
                site.name(), rule.sink().isEmpty() ? "-" : rule.sink(), rule.text(), rule.origin());
    }

    /** The sink is missing where a rule is for all of them. */
    private static Map<String, Object> tree(Site site, Rule rule) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("site", site.name());
        if (!rule.sink().isEmpty()) {
            tree.put("sink", rule.sink());
        }
        tree.put("rule", rule.name());
        tree.put("values", rule.values());
        tree.put("origin", rule.origin());
        return tree;
    }
}
